import { createRandom, type Random } from '../run/random.js'
import type { FaultName } from '../server/faults.js'
import type { ResourcePlan } from '../server/resource.js'
import { drawConfigs } from './draw-configs.js'
import { drawEvents } from './draw-events.js'
import { drawField, withField } from './draw-field.js'
import { drawMischief, type MischiefPlan } from './draw-mischief.js'
import { drawPhone, type PhonePlan, tellsStatusInWords } from './draw-phone.js'
import { drawResources } from './draw-resources.js'
import { drawWishes } from './draw-wishes.js'
import { drawFieldEvents } from './field-events.js'
import { withLongNames } from './long-names.js'
import { anyTheme, cacheTheme, partsTheme, type Theme } from './theme.js'
import type { WorldEvent } from './world-event.js'
import type { WorldPlan } from './world-plan.js'

/** The world of a seed. */
export function drawWorld(seed: number): WorldPlan {
  const random = (stream: string): Random => createRandom(seed, stream)
  const theme = random('theme').pick([partsTheme, partsTheme, cacheTheme, anyTheme, anyTheme])
  const usual = drawPhone(random('phone'), theme)
  const field = drawField(random('field'), usual)
  const phone = withField(usual, field)
  const resources = drawResources(random('resources'), theme).map((resource) =>
    withoutRiddles(resource, phone),
  )
  const configs = drawConfigs(random('configs'), theme)
  const wishes = withLongNames(drawWishes(random('wishes'), theme, resources, configs), phone)
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
    mischief: withoutLateNames(drawMischief(random('mischief')), phone),
    events: [
      ...drawEvents(random('events'), theme, cast, calmAt),
      ...drawFieldEvents(random('field events'), field.events, resources.length, calmAt),
    ]
      .filter(({ at, event }) => at < calmAt && isForeseen(event, phone))
      .sort((one, other) => one.at - other.at),
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
  const isRiddle = knobs.httpError === 'error-12' && !tellsStatusInWords(knobs)
  return isRiddle ? { ...resource, refusesEmptyRanges: false } : resource
}

/**
 * A client that gives one name to several temporary files overwrites one with the other. Who is told of a file after that, or told of a failure
 * in its place, cannot notice: the news have to be there when the file is.
 */
function withoutLateNames(mischief: MischiefPlan, { knobs }: PhonePlan): MischiefPlan {
  return knobs.temporaryNames === 'url' ? { ...mischief, outcomeNews: 0, contradicts: 0 } : mischief
}

/** Such a client overwrites the files of a downloader for a call of `downloadFile` as well, of which no downloader hears. */
function isForeseen({ kind }: WorldEvent, { knobs }: PhonePlan): boolean {
  return kind !== 'plain download' || knobs.temporaryNames !== 'url'
}
