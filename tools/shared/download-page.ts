import { type FileServer, startFileServer } from '../../packages/testing/src/file-server.js'

/** What an eye sees on a page that downloads, and what a finger does there, whatever renders it. */
export interface DownloadPage {
  /** Whether it is drawn; without it, it is at once. */
  isReady?(): boolean
  /** Taps the button that downloads. */
  start(): void
  /** The percentage that is shown. */
  percent(): number | undefined
  /** What is shown when it has ended: the status and the path, or the code of an error. */
  outcome(): string | undefined
}

/** Half a second, so that progress can be seen to move. */
const size = 400_000
const rate = 800_000

/** Lends a file server. */
export async function withFileServer<Result>(use: (server: FileServer) => Promise<Result>): Promise<Result> {
  const server = await startFileServer()
  try {
    return await use(server)
  } finally {
    await server.close()
  }
}

/**
 * Downloads a file by hand, so to speak: taps, watches what is shown, and compares what is on the disk.
 *
 * @param openPage - opens the page that downloads from that address
 * @param readFile - the bytes on the disk of the simulated phone
 */
export function downloadProblems(
  openPage: (url: string, server: FileServer) => DownloadPage,
  readFile: (path: string) => Uint8Array | undefined,
): Promise<string[]> {
  return withFileServer(async (server) => {
    const url = server.url('/file', { size, rate, seed: 5 })
    const page = openPage(url, server)
    await startOf(page)
    const seen: number[] = []
    await until(() => {
      const percent = page.percent()
      if (percent !== undefined && seen.at(-1) !== percent) seen.push(percent)
      return page.outcome() !== undefined
    }, 'the download did not end')
    const shown = `the page showed ${seen.join(', ')} %`
    const problems: string[] = []
    // Not whether 100 was shown: a framework may draw the end in the same step, instead of it.
    if (seen.filter((percent) => percent > 0 && percent < 100).length < 2)
      problems.push(`progress did not move: ${shown}`)
    if (seen.some((percent, index) => percent < (seen[index - 1] ?? 0)))
      problems.push(`progress fell: ${shown}`)
    const path = /^200 (\S+)$/.exec(page.outcome() ?? '')?.[1]
    if (path === undefined) return [...problems, `the download ended with "${page.outcome()}"`]
    const found = readFile(path)
    if (found === undefined) return [...problems, `there is no file at ${path}`]
    const sent = Buffer.from(await (await fetch(url)).arrayBuffer())
    if (sent.length !== size) problems.push(`the server sent ${sent.length} bytes, not ${size}`)
    if (!sent.equals(found))
      problems.push(`the file has ${found.length} bytes, and other ones than the server sent`)
    return problems
  })
}

/** Starts a download that takes a minute, and aborts it: that alone ends it in time. */
export function abortProblems(
  openPage: (url: string) => DownloadPage & { abort(): void },
): Promise<string[]> {
  return withFileServer(async (server) => {
    const page = openPage(server.url('/file', { size: 60 * rate, rate, seed: 5 }))
    await startOf(page)
    await until(
      () => page.percent() !== undefined || page.outcome() !== undefined,
      'the download showed no progress',
    )
    if (page.outcome() !== undefined) return [`the download ended before the abort with "${page.outcome()}"`]
    page.abort()
    await until(() => page.outcome() !== undefined, 'the abort did not end the download')
    await until(() => server.requests[0]?.isOver === true, 'the connection stayed open after the abort')
    return page.outcome() === 'aborted' ? [] : [`the abort ended with "${page.outcome()}", not "aborted"`]
  })
}

async function startOf(page: DownloadPage): Promise<void> {
  await until(() => page.isReady?.() !== false, 'the page shows nothing')
  page.start()
}

async function until(condition: () => boolean, words: string): Promise<void> {
  const start = Date.now()
  while (!condition()) {
    if (Date.now() - start > 20_000) throw new Error(words)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
