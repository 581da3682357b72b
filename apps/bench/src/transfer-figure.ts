import { against, type Figure, median } from './figure.js'
import { runAria2c } from './run-aria2c.js'
import { type TransferTool, transfer } from './transfer.js'
import { bytesSent, withServer } from './with-server.js'

const MB = 1_000_000

type ToolName = 'native' | 'downloader' | 'parallel' | 'aria2c' | 'aria2cParallel'

/** A shaped link on loopback, and what is fetched over it. */
interface Link {
  readonly title: string
  readonly detail: string
  readonly size: number
  /** Files, one after the other. */
  readonly count?: number
  readonly query?: Readonly<Record<string, number>>
  /** Milliseconds of each call of the host. */
  readonly bridge?: number
  /** Medians of so many. */
  readonly runs: number
  /** At most so much time as another tool. */
  readonly goal: readonly [tool: ToolName, beside: ToolName, most?: number]
}

const delayed = { delay: 100, rate: 10 * MB }
const links: readonly Link[] = [
  { title: 'loopback', detail: '30 MB', size: 30 * MB, runs: 5, goal: ['downloader', 'native', 1.5] },
  {
    title: 'throttled',
    detail: '20 MB, 2 MB/s for each connection',
    size: 20 * MB,
    query: { rate: 2 * MB },
    runs: 1,
    goal: ['parallel', 'aria2cParallel', 1.05],
  },
  {
    title: 'delay, 4 MB',
    detail: 'each request answered after 100 ms, then 10 MB/s for each connection',
    size: 4 * MB,
    query: delayed,
    runs: 5,
    goal: ['downloader', 'native', 1.05],
  },
  {
    title: 'delay, 20 MB',
    detail: 'the same',
    size: 20 * MB,
    query: delayed,
    runs: 5,
    goal: ['downloader', 'native', 1.05],
  },
  {
    title: 'six in a row',
    detail: '6 files of 3 MB over the same link',
    size: 3 * MB,
    count: 6,
    query: delayed,
    runs: 5,
    goal: ['downloader', 'native', 1.05],
  },
  {
    title: 'small files',
    detail:
      '100 files of 50 kB without limits, on a phone that takes 3 ms for each call of its file system, and for each answer',
    size: 50_000,
    count: 100,
    bridge: 3,
    runs: 5,
    goal: ['downloader', 'native'],
  },
  {
    title: 'lossy',
    detail: '20 MB, 8 MB/s for each connection, a reset after each 6 MB',
    size: 20 * MB,
    query: { rate: 8 * MB, breakEvery: 6 * MB },
    runs: 5,
    goal: ['downloader', 'aria2c', 1.3],
  },
]

/** What one tool needs on one link. */
interface Cost {
  readonly seconds: number
  readonly isFinished: boolean
  /** Bytes that the server sent, for each byte of the files. */
  readonly share: number
}

type Fetch = (urls: readonly string[], folder: string, link: Link) => Promise<Omit<Cost, 'share'> | undefined>

const connections = 4
const tries = 5
const ours =
  (tool: TransferTool, parallel = 1): Fetch =>
  (urls, folder, { size, bridge = 0 }) =>
    transfer({ tool, urls, folder, parallel, tries, bridge }, size)

const tools: Readonly<Record<ToolName, { readonly title: string; readonly fetch: Fetch }>> = {
  native: { title: `native call, at most ${tries} tries`, fetch: ours('native') },
  downloader: { title: 'downloader', fetch: ours('downloader') },
  parallel: { title: `downloader, parallel ${connections}`, fetch: ours('downloader', connections) },
  aria2c: { title: '`aria2c`', fetch: (urls, folder) => runAria2c(urls, folder, 1) },
  aria2cParallel: {
    title: `\`aria2c -x${connections} -s${connections} -k1M\``,
    fetch: (urls, folder) => runAria2c(urls, folder, connections),
  },
}
const toolNames = Object.keys(tools) as ToolName[]

/** What tools need on links, beside each other. */
export const transferFigure: Figure = {
  name: 'transfer',
  title: 'Shaped links on loopback: seconds, and bytes for each byte of the file',
  async measure() {
    const columns: Record<string, Cost | undefined>[] = []
    for (const link of links) columns.push(await measureLink(link))
    const isMissing = columns.some(({ aria2c }) => aria2c === undefined)
    return {
      rows: [
        ['', ...links.map(({ title }) => title)],
        ...toolNames.map((name) => [tools[name].title, ...columns.map((column) => describe(column[name]))]),
        ['goal', ...links.map(({ goal }, index) => describeGoal(goal, columns[index] ?? {}))],
      ],
      notes: [
        links.map(({ title, detail }) => `${title}: ${detail}`).join('. '),
        'The programs include the start of their processes. A goal is the time of one beside that of another.',
        ...(isMissing ? ['MISSING is not installed, and not compared: `apt-get install aria2`.'] : []),
      ],
    }
  },
}

/** All tools in turn, so that all see the same machine. */
async function measureLink(link: Link): Promise<Record<string, Cost | undefined>> {
  const { size, count = 1, query = {}, runs } = link
  const costs: Partial<Record<ToolName, Cost[]>> = {}
  for (let run = 0; run < runs; run += 1) {
    for (const name of toolNames) {
      // What never finishes is told by one run.
      if (costs[name]?.at(-1)?.isFinished === false) continue
      const cost = await withServer(async (server, folder) => {
        const urls = Array.from({ length: count }, (_, seed) => server.url('/file', { size, seed, ...query }))
        const fetched = await tools[name].fetch(urls, folder, link)
        return fetched && { ...fetched, share: bytesSent(server) / (size * count) }
      })
      if (cost !== undefined) costs[name] = [...(costs[name] ?? []), cost]
    }
  }
  return Object.fromEntries(
    Object.entries(costs).map(([name, measured]) => [
      name,
      {
        seconds: median(measured.map(({ seconds }) => seconds)),
        share: median(measured.map(({ share }) => share)),
        isFinished: measured.every(({ isFinished }) => isFinished),
      },
    ]),
  )
}

function describe(cost: Cost | undefined): string {
  if (cost === undefined) return 'MISSING'
  return `${cost.isFinished ? `${cost.seconds.toFixed(2)} s` : 'NOT finished'}, ${cost.share.toFixed(2)}`
}

function describeGoal([tool, beside, most]: Link['goal'], costs: Record<string, Cost | undefined>): string {
  const [one, other] = [costs[tool], costs[beside]]
  const words = `${tools[tool].title} / ${beside === 'native' ? 'native call' : tools[beside].title}`
  if (!one?.isFinished || !other?.isFinished) return `${words}: not compared`
  const ratio = one.seconds / other.seconds
  return `${words}: ${most === undefined ? ratio.toFixed(2) : against(ratio, '≤', most)}`
}
