import { type FileServer, startFileServer } from '../../packages/testing/src/file-server.js'

/** What a finger can do on a page and an eye can see there, whatever renders it. */
export interface PageDriver {
  /** The texts of all elements of a class, in their order; `[]` if there is none. */
  texts(selector: string): string[]
  tap(selector: string): void
  type(selector: string, text: string): void
}

export interface DownloadScenario {
  /** Opens the page that downloads; the file server is running then. */
  openPage(server: FileServer): PageDriver | Promise<PageDriver>
  /** The bytes on the disk of the simulated phone. */
  readFile(path: string): Uint8Array | undefined
}

/** Half a second, so that progress can be seen to move. */
const size = 400_000
const rate = 800_000

/** Downloads a file by hand, so to speak: types the address, taps start, watches, and compares what is on the disk. */
export async function downloadPageProblems(scenario: DownloadScenario): Promise<string[]> {
  const server = await startFileServer()
  try {
    const url = server.url('/file', { size, rate, seed: 5 })
    const driver = await scenario.openPage(server)
    driver.type('.field-input', url)
    driver.tap('.action')
    const seen = await watchProgress(driver)
    const problems = progressProblems(seen)
    const status = driver.texts('.badge')[0]
    if (status !== '200') problems.push(`the page shows the status ${status ?? 'nothing'}, not 200`)
    return [...problems, ...(await fileProblems(driver, scenario, url))]
  } finally {
    await server.close()
  }
}

/** The percentages that the page showed, until it shows the end. */
async function watchProgress(driver: PageDriver): Promise<number[]> {
  const seen: number[] = []
  const start = Date.now()
  while (driver.texts('.badge').length === 0) {
    if (Date.now() - start > 20_000) throw new Error('the download did not end within 20 s')
    remember(seen, driver)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  remember(seen, driver)
  return seen
}

function remember(seen: number[], driver: PageDriver): void {
  const percent = Number.parseFloat(driver.texts('.meter-percent')[0] ?? '')
  if (!Number.isNaN(percent) && seen[seen.length - 1] !== percent) seen.push(percent)
}

function progressProblems(seen: readonly number[]): string[] {
  const problems: string[] = []
  const between = seen.filter((percent) => percent > 0 && percent < 100)
  if (between.length < 2) problems.push(`progress did not move: the page showed ${seen.join(', ')} %`)
  if (seen.some((percent, index) => percent < (seen[index - 1] ?? 0))) {
    problems.push(`progress fell: the page showed ${seen.join(', ')} %`)
  }
  if (seen[seen.length - 1] !== 100)
    problems.push(`progress ended at ${seen[seen.length - 1] ?? 'nothing'} %`)
  return problems
}

async function fileProblems(driver: PageDriver, scenario: DownloadScenario, url: string): Promise<string[]> {
  const values = driver.texts('.row-value')
  const path = values[driver.texts('.row-name').indexOf('tempFilePath')]
  if (path === undefined) return ['the page shows no tempFilePath']
  const found = scenario.readFile(path)
  if (found === undefined) return [`there is no file at ${path}`]
  const sent = Buffer.from(await (await fetch(url)).arrayBuffer())
  if (sent.length !== size) return [`the server sent ${sent.length} bytes, not ${size}`]
  return sent.equals(found) ? [] : [`the file has ${found.length} bytes, and other ones than the server sent`]
}
