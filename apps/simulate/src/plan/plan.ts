import { type Arbitrary, constantFrom, oneof, record, tuple } from 'fast-check'
import type { FaultName } from '../server/faults.js'
import { type DrawnAddresses, withAddresses } from './addresses.js'
import { chance, type Drawn, maybe, share, some, whole } from './arbitraries.js'
import { drawConfigs, drawRequests, drawResources, planRequests } from './downloads.js'
import { type DrawnEvents, drawEvents, type RunEvent } from './events.js'
import { drawPhone, tellsStatusInWords } from './phone.js'
import { type Scenario, scenarios } from './scenarios.js'

const most = (probability: number, value: number): Arbitrary<number> =>
  maybe(probability, whole(1, value)).map((drawn) => drawn ?? 0)
const rate = (probability: number, value: number): Arbitrary<number> =>
  maybe(probability, share).map((drawn) => (drawn ?? 0) * value)

/**
 * How unreliably the host calls back, besides what its knobs make of it: most runs have a little of it, and few have all. Milliseconds are the most that a
 * single callback takes.
 */
const drawCallbacks = record({
  /** Of a file call until it is done. Each takes its own time, so calls overtake each other. */
  fileDelay: most(0.4, 400),
  /** Of a file call, from when it is done until that is told. */
  fileNews: most(0.2, 300),
  /** Of the end of a download or request until it is told. */
  outcomeNews: most(0.2, 2000),
  /** Of a progress event: later ones overtake it. */
  progressNews: most(0.2, 1000),
  /** How often something is told twice, or its contrary after it. */
  repeats: rate(0.2, 1),
  /** How often a failure is told first, where the file has come. */
  contradicts: rate(0.1, 0.5),
  /** How often a file call is never told about. Nobody can go on from there, until the app is killed. */
  loses: chance(0.05).map((loses) => (loses ? 0.02 : 0)),
  /** How the host says on which network it is. */
  networkAnswer: constantFrom('prompt' as const, 'prompt', 'prompt', 'late', 'never'),
})

/**
 * All that is decided before a run begins. What depends on its course, such as which request fails, is drawn as it goes, from streams of the seed.
 * Milliseconds count from the beginning.
 */
export type RunPlan = Drawn<typeof drawRun>

/** A few kinds of faults in each run: where everything fails, nothing gets far. */
function drawFaults({ faults, changes }: Scenario) {
  return record({
    probability: maybe(0.9, constantFrom(0.05, 0.15, 0.4)).map((drawn) => drawn ?? 0),
    names: some<FaultName>(faults, constantFrom(0.1, 0.25, 0.7)),
    changes: constantFrom(...changes),
  })
}

function drawRun(scenario: Scenario) {
  return record({
    client: drawPhone(scenario),
    configs: drawConfigs(scenario),
    drawnResources: drawResources(scenario),
    drawnRequests: drawRequests(scenario),
    faults: drawFaults(scenario),
    link: record({ latency: constantFrom(0, 5, 50, 400), rate: constantFrom(...scenario.rates) }),
    drawnCallbacks: drawCallbacks,
    firstAsks: tuple(...Array.from({ length: 2 * scenario.requests + 1 }, () => maybe(0.4, share))),
    drawnEvents: drawEvents(scenario),
    calmAt: constantFrom(...scenario.lengths),
  }).map(({ client, drawnResources, drawnRequests, drawnCallbacks, firstAsks, drawnEvents, ...plan }) => {
    const { phone, fieldEvents } = client
    const { knobs } = phone
    const { calmAt, configs } = plan
    // A client that calls an error of HTTP a failure of the network, and refuses a range of an empty file in these words, leaves nobody a chance
    // to find out that the file is there.
    const hidesRefusals = knobs.httpError === 'error-12' && !tellsStatusInWords(knobs)
    const resources = drawnResources.map((resource) =>
      hidesRefusals ? { ...resource, refusesEmptyRanges: false } : resource,
    )
    const requests = planRequests(drawnRequests, resources, configs.length, knobs.maxNameBytes)
    // A client that gives one name to several temporary files overwrites one with the other. Who is told of a file after that, or told of a failure
    // in its place, cannot notice: the news have to be there when the file is. Nor does a downloader hear of calls of `downloadFile` by the app, or
    // of what was overwritten when a kill came before the news.
    const isNamedByUrl = knobs.temporaryNames === 'url'
    const callbacks = isNamedByUrl ? { ...drawnCallbacks, outcomeNews: 0, contradicts: 0 } : drawnCallbacks
    const excluded = isNamedByUrl ? ['direct download', 'kill'] : []
    const counts = { request: requests.length, resource: resources.length, downloader: configs.length }
    const asks = requests.map(({ index: request }) => {
      const at = Math.floor(((firstAsks[request] ?? 0) * calmAt) / 4)
      return { at, event: { kind: 'ask' as const, request } }
    })
    const events = [...asks, ...eventsAt(drawnEvents, 1.5, calmAt), ...eventsAt(fieldEvents, 2, calmAt)]
      .map(({ at, event }) => ({ at, event: withIndexes(event, counts) }))
      .filter(({ at, event }) => at < calmAt && !excluded.includes(event.kind))
      .sort((one, other) => one.at - other.at)
    const hooks: DrawnAddresses['hooks'] = { probability: 0, kinds: [], isMirrored: false }
    return { ...plan, phone, resources, requests, callbacks, events, hooks }
  })
}

/** Most of them early, while there is something going on. */
function eventsAt(drawn: readonly DrawnEvents[], power: number, calmAt: number) {
  return drawn.flatMap(({ moment, gap, events }) =>
    events.map((event, index) => ({ at: Math.floor(calmAt * moment ** power) + index * gap, event })),
  )
}

/** Events name their subjects before it is known how many there are. */
function withIndexes(event: RunEvent, counts: Readonly<Record<string, number>>): RunEvent {
  const entries = Object.entries(event).map(([key, value]) => [
    key,
    counts[key] ? value % counts[key] : value,
  ])
  return Object.fromEntries(entries) as RunEvent
}

const plain: Arbitrary<RunPlan> = oneof(
  ...scenarios.map((scenario) => ({ weight: scenario.weights, arbitrary: drawRun(scenario) })),
)

/** From this seed on files may be behind addresses that expire, have keys, and get their names from the server. */
const firstAddressed = 1_000_000

const addressed = withAddresses(plain)

/** What the plan of a seed is drawn from. */
export function plansOf(seed: number): Arbitrary<RunPlan> {
  return seed < firstAddressed ? plain : addressed
}

/** How often the attempts of a downloader are repeated: of those that reached the server, and of those that did not. */
export function retryLimits({ configs }: RunPlan, downloader: number) {
  const { retry } = configs[downloader] ?? {}
  const { limit = 3, connectLimit = limit } = typeof retry === 'object' ? retry : {}
  return { limit, connectLimit }
}
