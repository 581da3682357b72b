import { createRandom, type Random } from '../run/random.js'
import type { FaultName } from '../server/faults.js'
import type { ResourcePlan } from '../server/resource.js'
import { drawConfigs } from './draw-configs.js'
import { drawEvents } from './draw-events.js'
import { drawMischief } from './draw-mischief.js'
import { drawPhone, type PhonePlan } from './draw-phone.js'
import { drawResources } from './draw-resources.js'
import { drawWishes } from './draw-wishes.js'
import { anyTheme, cacheTheme, partsTheme, type Theme } from './theme.js'
import type { WorldPlan } from './world-plan.js'

/** The world of a seed. */
export function drawWorld(seed: number): WorldPlan {
  const random = (stream: string): Random => createRandom(seed, stream)
  const theme = random('theme').pick([partsTheme, partsTheme, cacheTheme, anyTheme, anyTheme])
  const phone = drawPhone(random('phone'), theme)
  const resources = drawResources(random('resources'), theme).map((resource) =>
    withoutRiddles(resource, phone),
  )
  const configs = drawConfigs(random('configs'), theme)
  const wishes = drawWishes(random('wishes'), theme, resources, configs)
  const calmAt = random('length').pick(theme.lengths)
  const cast = { wishes: wishes.length, resources: resources.length, downloaders: configs.length }
  return {
    seed,
    phone,
    configs,
    resources,
    wishes,
    faults: drawFaults(random('faults'), theme),
    link: {
      latency: random('latency').pick([0, 5, 50, 400]),
      rate: random('rate').pick(theme.rates),
    },
    mischief: drawMischief(random('mischief')),
    events: drawEvents(random('events'), theme, cast, calmAt),
    calmAt,
  }
}

/** A few kinds of faults in each world: where everything fails, nothing gets far. */
function drawFaults(random: Random, theme: Theme): WorldPlan['faults'] {
  const changes = random.pick(theme.changes)
  if (random.chance(0.1)) return { probability: 0, names: [], changes }
  const names: FaultName[] = random.some(theme.faults, random.pick([0.1, 0.25, 0.7]))
  return { probability: random.pick([0.05, 0.15, 0.4]), names, changes }
}

/**
 * A client that calls an error of HTTP a failure of the network, and refuses a range of an empty file in these words, leaves nobody a chance to
 * find out that the file is there.
 */
function withoutRiddles(resource: ResourcePlan, { knobs }: PhonePlan): ResourcePlan {
  return knobs.httpError === 'error-12' ? { ...resource, refusesEmptyRanges: false } : resource
}
