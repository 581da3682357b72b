import type { PhoneNetwork } from '@miniferry/download-simulator'
import { type Arbitrary, array, constant, constantFrom, noShrink, oneof, record, tuple } from 'fast-check'
import { chance, share, some, whole } from './arbitraries.js'
import type { Scenario } from './scenarios.js'

const lostFiles = ['parts', 'records', 'temporary', 'cached', 'index', 'old files', 'everything'] as const
const cacheCalls = ['get', 'has', 'pin', 'unpin', 'delete', 'clear', 'size', 'entries', 'shrink'] as const

/** What the host or the user removes. */
export type LostFiles = (typeof lostFiles)[number]
export type CacheCall = (typeof cacheCalls)[number]

/** What happens in a run, besides what its server does. */
export type RunEvent =
  | { readonly kind: 'ask' | 'pause' | 'resume' | 'abort' | 'signal'; readonly request: number }
  | { readonly kind: 'pause all' | 'resume all' | 'abort all' | 'restore'; readonly downloader: number }
  | { readonly kind: 'background' | 'foreground' | 'free disk' }
  | { readonly kind: 'network'; readonly type: PhoneNetwork }
  /** The app is killed before one of its next steps on the disk, or at once. It comes back, with or without `restore()`. */
  | { readonly kind: 'kill'; readonly steps: number; readonly restores: boolean }
  /** One of the next steps on the disk fails. */
  | { readonly kind: 'broken disk'; readonly steps: number }
  | { readonly kind: 'full disk'; readonly freeBytes: number }
  | { readonly kind: 'lost files'; readonly which: LostFiles }
  | { readonly kind: 'new version'; readonly resource: number }
  /** The app calls `downloadFile` itself; or with a URL that the host refuses. */
  | { readonly kind: 'direct download'; readonly resource: number; readonly hasPath: boolean }
  | { readonly kind: 'bad download' }
  | { readonly kind: 'cache'; readonly call: CacheCall; readonly request: number }
  /** For so long the host accepts downloads and never answers, or throws. */
  | { readonly kind: 'silent host' | 'throwing host'; readonly milliseconds: number }

/** Events that belong together; the second one comes some time after the first. */
export interface DrawnEvents {
  /** A share of the time until faults stop. */
  readonly moment: number
  /** Milliseconds. */
  readonly gap: number
  readonly events: readonly RunEvent[]
}

/**
 * @param weights - how often in each scenario, see `scenarios.ts`
 * @param fields - of all of these events, or of each
 */
function row(weights: readonly number[], fields: Arbitrary<object>, ...kinds: readonly RunEvent['kind'][]) {
  const fieldsOf = (drawn: object, index: number): object => (Array.isArray(drawn) ? drawn[index] : drawn)
  const events = fields.map((drawn) =>
    kinds.map((kind, index) => ({ kind, ...fieldsOf(drawn, index) }) as RunEvent),
  )
  const gap = tuple(constantFrom(100, 3000, 15_000), share).map(([most, part]) => Math.floor(most * part))
  return { weights, arbitrary: record({ moment: share, gap, events }) }
}

/** Which request, resource or downloader: whatever there are of them, each is as likely. */
const which = whole(0, 59)
const request = record({ request: which })
const downloader = record({ downloader: which })
const nothing = constant({})
const networks = (...types: readonly PhoneNetwork[]) => record({ type: constantFrom(...types) })
const anyNetwork = tuple(networks('wifi', '4g', 'none', 'unknown'), networks('wifi', '4g', '2g'))
const loss = tuple(networks('none', 'none', '4g'), networks('wifi', '4g'))
const room = record({ freeBytes: constantFrom(0, 500, 5000, 30_000) })
const direct = (hasPath: boolean) => record({ resource: which, hasPath: constant(hasPath) })
const time = record({ milliseconds: whole(100, 20_000) })

const rows = {
  ask: row([1, 5, 1], request, 'ask'),
  pause: row([1, 0, 1], request, 'pause', 'resume'),
  abort: row([1, 1, 1], request, 'abort'),
  signal: row([0, 0, 1], request, 'signal'),
  'pause all': row([0, 0, 1], downloader, 'pause all', 'resume all'),
  'abort all': row([0, 0, 1], downloader, 'abort all'),
  restore: row([1, 0, 1], downloader, 'restore'),
  background: row([1, 0, 1], nothing, 'background', 'foreground'),
  network: row([1, 1, 1], anyNetwork, 'network', 'network'),
  kill: row([2, 2, 1], record({ steps: whole(0, 30), restores: chance(0.7) }), 'kill'),
  'broken disk': row([0, 1, 1], record({ steps: whole(1, 20) }), 'broken disk'),
  'full disk': row([1, 1, 1], room, 'full disk', 'free disk'),
  'lost files': row([1, 1, 1], record({ which: constantFrom(...lostFiles) }), 'lost files'),
  'new version': row([4, 1, 1], record({ resource: which }), 'new version'),
  'direct download': row([0, 0, 1], direct(false), 'direct download'),
  cache: row([0, 2, 1], record({ call: constantFrom(...cacheCalls), request: which }), 'cache'),
  'silent host': row([0, 0, 1], time, 'silent host'),
  'throwing host': row([0, 0, 1], time, 'throwing host'),
  // Of what was seen in the field only.
  'network loss': row([], loss, 'network', 'network'),
  'download to a path': row([], direct(true), 'direct download'),
  'bad download': row([], nothing, 'bad download'),
}

export type EventRow = keyof typeof rows

export const eventsOf = (name: EventRow): Arbitrary<DrawnEvents> => rows[name].arbitrary

/** Events of a few kinds, so that what happens happens often. The first `ask` of each request is not among them. */
export function drawEvents({ index, eventShares }: Scenario): Arbitrary<DrawnEvents[]> {
  const all = Object.values(rows).flatMap(({ weights, arbitrary }) =>
    Array.from({ length: weights[index] ?? 0 }, () => arbitrary),
  )
  return noShrink(some(all, constantFrom(...eventShares))).chain((chosen) =>
    chosen.length === 0 ? constant([]) : array(oneof(...chosen), { maxLength: 30, size: 'max' }),
  )
}
