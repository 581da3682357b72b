import type { Random } from '../run/random.js'
import type { WorldEvent } from './world-event.js'
import type { PlannedEvent } from './world-plan.js'

/** What belongs to some field reports, besides the events of the world. */
export type FieldEventKind =
  | 'network'
  | 'background'
  | 'plain download'
  | 'download to a path'
  | 'bad download'

/** One draw may be two events: the second one comes some time after the first. */
export function drawFieldEvents(
  random: Random,
  kinds: readonly FieldEventKind[],
  resources: number,
  calmAt: number,
): PlannedEvent[] {
  return kinds.flatMap((kind) => {
    // Early, while there is something going on.
    let at = Math.floor(calmAt * random.fraction() ** 2)
    return draw(random, kind, resources).map((event): PlannedEvent => {
      const planned = { at, event }
      at += random.integer(0, random.pick([1000, 8000, 20_000]))
      return planned
    })
  })
}

function draw(random: Random, kind: FieldEventKind, resources: number): WorldEvent[] {
  const resource = random.integer(0, resources - 1)
  switch (kind) {
    case 'network':
      return [
        { kind, type: random.pick(['none', 'none', '4g']) },
        { kind, type: random.pick(['wifi', '4g']) },
      ]
    case 'background':
      return [{ kind }, { kind: 'foreground' }]
    case 'download to a path':
      return [{ kind: 'plain download', resource, hasPath: true }]
    case 'plain download':
      return [{ kind, resource }]
    case 'bad download':
      return [{ kind }]
  }
}
