import type { Sample } from './read-samples.js'

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
