import { type FileServer, startFileServer } from '../../../packages/testing/src/file-server.js'
import type { PageDriver } from './page-driver.js'
import type { RunRequest } from './run-request.js'

export interface ScenarioSubject {
  /** Opens the page that downloads from that address. */
  openPage(url: string): PageDriver
  /** The bytes on the disk of the simulated phone. */
  readFile(path: string): Uint8Array | undefined
}

type Scenario = (subject: ScenarioSubject, server: FileServer) => Promise<string[]>

/** Half a second, so that progress can be seen to move. */
const size = 400_000
const rate = 800_000

const scenarios: Readonly<Record<RunRequest['scenario'], Scenario>> = { download, abort }

/** Runs one scenario against a real HTTP server. */
export async function scenarioProblems(
  name: RunRequest['scenario'],
  subject: ScenarioSubject,
): Promise<string[]> {
  const server = await startFileServer()
  try {
    return await scenarios[name](subject, server)
  } finally {
    await server.close()
  }
}

async function download(subject: ScenarioSubject, server: FileServer): Promise<string[]> {
  const url = server.url('/file', { size, rate, seed: 5 })
  const driver = subject.openPage(url)
  await watch(driver, (text) => text === 'ready')
  driver.tap('download')
  const seen: number[] = []
  const status = await watch(driver, (text) => {
    const percent = percentIn(text)
    if (percent !== undefined && seen[seen.length - 1] !== percent) seen.push(percent)
    return text !== 'ready' && percent === undefined
  })
  const problems = progressProblems(seen)
  const path = /^200 (\S+)$/.exec(status)?.[1]
  if (path === undefined) return [...problems, `the download ended with "${status}"`]
  const found = subject.readFile(path)
  if (found === undefined) return [...problems, `there is no file at ${path}`]
  const sent = Buffer.from(await (await fetch(url)).arrayBuffer())
  if (sent.length !== size) problems.push(`the server sent ${sent.length} bytes, not ${size}`)
  if (!sent.equals(found)) problems.push(`the file has ${found.length} bytes, and other ones than were sent`)
  return problems
}

async function abort(subject: ScenarioSubject, server: FileServer): Promise<string[]> {
  // A minute long: only an abort ends it in time.
  const url = server.url('/file', { size: 60 * rate, rate, seed: 5 })
  const driver = subject.openPage(url)
  await watch(driver, (text) => text === 'ready')
  driver.tap('download')
  const running = await watch(driver, (text) => text !== 'ready')
  if (percentIn(running) === undefined) return [`the download showed no progress, but "${running}"`]
  driver.tap('abort')
  const ended = await watch(driver, (text) => percentIn(text) === undefined)
  const problems = ended === 'aborted' ? [] : [`the abort ended with "${ended}", not "aborted"`]
  const [request] = server.requests
  await until(() => request?.isOver === true, 'the connection stayed open after the abort')
  return problems
}

/** Not whether 100 was shown: a framework may draw the end in the same step, instead of it. */
function progressProblems(seen: readonly number[]): string[] {
  const shown = `the page showed ${seen.join(', ')} %`
  const between = seen.filter((percent) => percent > 0 && percent < 100)
  return [
    ...(between.length < 2 ? [`progress did not move: ${shown}`] : []),
    ...(seen.some((percent, index) => percent < (seen[index - 1] ?? 0)) ? [`progress fell: ${shown}`] : []),
  ]
}

function percentIn(text: string): number | undefined {
  const percent = /^(\d+) %$/.exec(text)?.[1]
  return percent === undefined ? undefined : Number(percent)
}

/** Looks at the page until what it shows will do, and returns that. */
async function watch(driver: PageDriver, isEnough: (status: string) => boolean): Promise<string> {
  let status = ''
  await until(
    () => {
      status = driver.status()
      return isEnough(status)
    },
    () => `nothing more happened; the page shows "${status}"`,
  )
  return status
}

async function until(condition: () => boolean, words: string | (() => string)): Promise<void> {
  const start = Date.now()
  while (!condition()) {
    if (Date.now() - start > 15_000) throw new Error(typeof words === 'string' ? words : words())
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
