import { type Arbitrary, array, constant, constantFrom, noShrink, oneof, record, tuple } from 'fast-check'
import { chance, share, some, whole } from './arbitraries.js'
import { cacheCalls, lostFiles, type RunEvent } from './plan.js'
import type { Scenario } from './scenarios.js'

/** Which request, resource or downloader: whatever there are of them, each is as likely. */
const which = whole(0, 59)
const one = <Event extends RunEvent>(event: Arbitrary<Event>): Arbitrary<RunEvent[]> =>
  event.map((only) => [only])
const both = (first: RunEvent, second: RunEvent): RunEvent[] => [first, second]

/** One draw may be two events that belong together: the second one comes some time after the first. */
const kinds = {
  ask: one(record({ kind: constant('ask' as const), request: which })),
  pause: which.map((request) => both({ kind: 'pause', request }, { kind: 'resume', request })),
  abort: one(record({ kind: constant('abort' as const), request: which })),
  signal: one(record({ kind: constant('signal' as const), request: which })),
  'pause all': which.map((downloader) =>
    both({ kind: 'pause all', downloader }, { kind: 'resume all', downloader }),
  ),
  'abort all': one(record({ kind: constant('abort all' as const), downloader: which })),
  restore: one(record({ kind: constant('restore' as const), downloader: which })),
  background: constant(both({ kind: 'background' }, { kind: 'foreground' })),
  network: tuple(
    constantFrom('wifi' as const, '4g', 'none', 'unknown'),
    constantFrom('wifi' as const, '4g', '2g'),
  ).map(([type, next]) => both({ kind: 'network', type }, { kind: 'network', type: next })),
  'network loss': tuple(constantFrom('none' as const, 'none', '4g'), constantFrom('wifi' as const, '4g')).map(
    ([type, next]) => both({ kind: 'network', type }, { kind: 'network', type: next }),
  ),
  kill: one(
    record({
      kind: constant('kill' as const),
      steps: whole(0, 30),
      restores: chance(0.7),
    }),
  ),
  'broken disk': one(record({ kind: constant('broken disk' as const), steps: whole(1, 20) })),
  'full disk': constantFrom(0, 500, 5000, 30_000).map((freeBytes) =>
    both({ kind: 'full disk', freeBytes }, { kind: 'free disk' }),
  ),
  'lost files': one(record({ kind: constant('lost files' as const), which: constantFrom(...lostFiles) })),
  'new version': one(record({ kind: constant('new version' as const), resource: which })),
  'direct download': which.map((resource): RunEvent[] => [
    { kind: 'direct download', resource, hasPath: false },
  ]),
  'download to a path': which.map((resource): RunEvent[] => [
    { kind: 'direct download', resource, hasPath: true },
  ]),
  'bad download': constant<RunEvent[]>([{ kind: 'bad download' }]),
  cache: one(record({ kind: constant('cache' as const), call: constantFrom(...cacheCalls), request: which })),
  'stubborn host': one(
    record({ kind: constantFrom('silent host' as const, 'throwing host'), milliseconds: whole(100, 20_000) }),
  ),
} satisfies Record<string, Arbitrary<RunEvent[]>>

export type EventKind = keyof typeof kinds

/** Events of a kind; `moment` is a share of the time until faults stop, `gap` what is between the first and the second. */
export interface DrawnEvents {
  readonly moment: number
  readonly gap: number
  readonly events: readonly RunEvent[]
}

export function eventsOf(kind: EventKind): Arbitrary<DrawnEvents> {
  const gap = tuple(constantFrom(100, 3000, 15_000), share).map(([most, part]) => Math.floor(most * part))
  return record({ moment: share, gap, events: kinds[kind] })
}

const arbitraryOf = new Map((Object.keys(kinds) as EventKind[]).map((kind) => [kind, eventsOf(kind)]))

/** Events of a few kinds, so that what happens happens often. The first `ask` of each request is not among them. */
export function drawEvents({ events, eventShares }: Scenario): Arbitrary<DrawnEvents[]> {
  const all = Object.entries(events).flatMap(([kind, weight]) => Array<string>(weight).fill(kind))
  return noShrink(some(all, constantFrom(...eventShares))).chain((chosen) => {
    const arbitraries = chosen.map((kind) => arbitraryOf.get(kind as EventKind) as Arbitrary<DrawnEvents>)
    return chosen.length === 0 ? constant([]) : array(oneof(...arbitraries), { maxLength: 30 })
  })
}
