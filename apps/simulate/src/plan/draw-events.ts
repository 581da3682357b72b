import type { Random } from '../run/random.js'
import type { Theme } from './theme.js'
import type { CacheCall, LostFiles, WorldEvent } from './world-event.js'
import type { PlannedEvent } from './world-plan.js'

/** What the kinds of events are about. */
interface Cast {
  readonly wishes: number
  readonly resources: number
  readonly downloaders: number
}

const lostFiles: readonly LostFiles[] = [
  'parts',
  'records',
  'temporary',
  'cached',
  'index',
  'old files',
  'everything',
]
const cacheCalls: readonly CacheCall[] = [
  'get',
  'has',
  'pin',
  'unpin',
  'delete',
  'clear',
  'size',
  'entries',
  'shrink',
]

type Draw = (random: Random, cast: Cast) => WorldEvent[]

const wishOf = (random: Random, { wishes }: Cast): number => random.integer(0, wishes - 1)
const downloaderOf = (random: Random, { downloaders }: Cast): number => random.integer(0, downloaders - 1)

/** One draw may be two events that belong together: the second one comes some time after the first. */
const kinds = {
  ask: (random, cast) => [{ kind: 'ask', wish: wishOf(random, cast) }],
  pause(random, cast) {
    const wish = wishOf(random, cast)
    return [
      { kind: 'pause', wish },
      { kind: 'resume', wish },
    ]
  },
  abort: (random, cast) => [{ kind: 'abort', wish: wishOf(random, cast) }],
  signal: (random, cast) => [{ kind: 'signal', wish: wishOf(random, cast) }],
  'pause all'(random, cast) {
    const downloader = downloaderOf(random, cast)
    return [
      { kind: 'pause all', downloader },
      { kind: 'resume all', downloader },
    ]
  },
  'abort all': (random, cast) => [{ kind: 'abort all', downloader: downloaderOf(random, cast) }],
  restore: (random, cast) => [{ kind: 'restore', downloader: downloaderOf(random, cast) }],
  background: () => [{ kind: 'background' }, { kind: 'foreground' }],
  network: (random) => [
    { kind: 'network', type: random.pick(['wifi', '4g', 'none', 'unknown']) },
    { kind: 'network', type: random.pick(['wifi', '4g', '2g']) },
  ],
  kill: (random) => [{ kind: 'kill', steps: random.integer(0, 30), restores: random.chance(0.7) }],
  'broken disk': (random) => [{ kind: 'broken disk', steps: random.integer(1, 20) }],
  'full disk': (random) => [
    { kind: 'full disk', freeBytes: random.pick([0, 500, 5000, 30_000]) },
    { kind: 'free disk' },
  ],
  'lost files': (random) => [{ kind: 'lost files', which: random.pick(lostFiles) }],
  'new version': (random, { resources }) => [
    { kind: 'new version', resource: random.integer(0, resources - 1) },
  ],
  'plain download': (random, { resources }) => [
    { kind: 'plain download', resource: random.integer(0, resources - 1) },
  ],
  cache: (random, cast) => [{ kind: 'cache', call: random.pick(cacheCalls), wish: wishOf(random, cast) }],
  'stubborn host': (random) => [
    { kind: random.pick(['deaf host', 'throwing host']), milliseconds: random.integer(100, 20_000) },
  ],
} satisfies Record<string, Draw>

export type EventKind = keyof typeof kinds

/** The events of a world: of a few kinds, so that what happens happens often. */
export function drawEvents(
  random: Random,
  { events, eventShares }: Theme,
  cast: Cast,
  calmAt: number,
): PlannedEvent[] {
  const asks = Array.from({ length: cast.wishes }, (_, wish): PlannedEvent => {
    const at = random.chance(0.6) ? 0 : random.integer(0, calmAt / 4)
    return { at, event: { kind: 'ask', wish } }
  })
  const chosen = random.some(events, random.pick(eventShares))
  const count = chosen.length === 0 ? 0 : random.integer(0, 30)
  const drawn = Array.from({ length: count }, () => {
    // Most of them early, while there is something going on.
    let at = Math.floor(calmAt * random.fraction() ** 1.5)
    const draw: Draw = kinds[random.pick(chosen)]
    return draw(random, cast).map((event) => {
      const planned = { at, event }
      at += random.integer(0, random.pick([100, 3000, 15_000]))
      return planned
    })
  })
  return [...asks, ...drawn.flat()].filter(({ at }) => at < calmAt).sort((one, other) => one.at - other.at)
}
