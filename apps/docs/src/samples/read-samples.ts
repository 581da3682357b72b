/** A piece of code of a page, as its fence and the comment before it describe it. */
export interface Sample {
  readonly page: string
  /** Of the first line of code. */
  readonly line: number
  readonly language: 'ts' | 'js'
  readonly code: string
  readonly isRun: boolean
  /** It goes on where the sample before it on this page ends. */
  readonly isContinuation: boolean
  /** Why it is neither compiled nor run. */
  readonly skipped?: string
}

const openingFence = /^( *)(```+|~~~+)\s*(\w*)\s*(.*)$/
const sampleComment = /^ *<!--\s*sample:\s*(.*?)\s*-->\s*$/

/** The TypeScript and JavaScript of a Markdown page; `page` is its path in the repository. */
export function readSamples(page: string, markdown: string): Sample[] {
  const lines = markdown.split('\n')
  const samples: Sample[] = []
  for (let index = 0; index < lines.length; index++) {
    const opened = openingFence.exec(lines[index] ?? '')
    if (opened === null) continue
    const [, indent = '', fence = '', language = '', title = ''] = opened
    const first = index + 1
    const isEnd = (line: string) =>
      line.trim().startsWith(fence) && line.trim().replaceAll(fence[0] ?? '', '') === ''
    index = lines.findIndex((line, at) => at >= first && isEnd(line))
    if (index < 0) throw new Error(`${page}:${first}: the code has no end`)
    if (language !== 'ts' && language !== 'js') continue
    const code = lines
      .slice(first, index)
      .map((line) => line.slice(Math.min(indent.length, line.search(/\S|$/))))
    samples.push({
      page,
      line: first + 1,
      language,
      code: code.join('\n'),
      ...readComment(`${page}:${first - 1}`, commentBefore(lines, first - 1)),
      ...quoted(page, title),
    })
  }
  return samples
}

function commentBefore(lines: readonly string[], fence: number): string | undefined {
  const before = lines[fence - 1]?.trim() === '' ? lines[fence - 2] : lines[fence - 1]
  return sampleComment.exec(before ?? '')?.[1]
}

function readComment(
  place: string,
  comment = '',
): Pick<Sample, 'isRun' | 'isContinuation'> & Partial<Pick<Sample, 'skipped'>> {
  const [, word, reason = ''] = /^(\w*)(?:,\s*(.+))?$/s.exec(comment) ?? []
  if (word === 'skip' && reason !== '') return { isRun: false, isContinuation: false, skipped: reason }
  if (reason !== '' || !['', 'run', 'continue'].includes(word ?? '-')) {
    throw new Error(`${place}: "sample: ${comment}" is none of run, continue, and skip with a reason`)
  }
  return { isRun: word === 'run', isContinuation: word === 'continue' }
}

/** Code with the name of a file, as in "```js src/app.js", is a part of a project. */
function quoted(page: string, title: string): { skipped?: string } {
  if (!page.startsWith('docs/use-with/') || !/^[\w./-]+\.\w+$/.test(title)) return {}
  return { skipped: 'is in a project that tools/consumers builds and runs' }
}

/** A sample with all that continues it: one module. */
export interface SampleModule {
  readonly page: string
  readonly line: number
  readonly language: 'ts' | 'js'
  readonly code: string
  readonly isRun: boolean
  readonly skipped?: string
  /** Where a line of `code`, counted from 0, is on the page. */
  pageLine(line: number): number
}

/** Puts continuations behind what they continue. */
export function joinSamples(samples: readonly Sample[]): SampleModule[] {
  const groups: Sample[][] = []
  for (const sample of samples) {
    const group = groups.at(-1)
    if (!sample.isContinuation) groups.push([sample])
    else if (group?.[0]?.page !== sample.page || group[0].skipped !== undefined) {
      throw new Error(`${sample.page}:${sample.line}: there is nothing to continue`)
    } else group.push(sample)
  }
  return groups.flatMap(([first, ...others]) => (first === undefined ? [] : [toModule(first, others)]))
}

function toModule(first: Sample, others: readonly Sample[]): SampleModule {
  const parts = [first, ...others]
  const { page, line, language, isRun, skipped } = first
  const pageLines = parts.flatMap((part) => part.code.split('\n').map((_, index) => part.line + index))
  return {
    page,
    line,
    language,
    code: parts.map(({ code }) => code).join('\n'),
    isRun,
    ...(skipped !== undefined && { skipped }),
    pageLine: (index) => pageLines[Math.min(index, pageLines.length - 1)] ?? line,
  }
}
