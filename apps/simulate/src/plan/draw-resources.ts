import type { Random } from '../run/random.js'
import type { ResourcePlan } from '../server/resource.js'
import type { Theme } from './theme.js'

/** What the server of a world has. Sizes are small, and so are the segments: what counts is how many there are. */
export function drawResources(random: Random, theme: Theme): ResourcePlan[] {
  return Array.from({ length: random.integer(2, 4) }, (_, index) => drawResource(random, theme, index))
}

function drawResource(random: Random, { sizes, orderly }: Theme, index: number): ResourcePlan {
  const size = random.pick(sizes)
  const versions = Array.from({ length: 4 }, () =>
    Math.max(0, size + random.pick([0, 0, 0, 1, -1, 500, -500])),
  )
  const isOrderly = random.chance(orderly)
  return {
    index,
    sizes: versions,
    ranges: isOrderly ? 'yes' : random.pick(['yes', 'careless', 'careless', 'no']),
    validator: isOrderly ? 'etag' : random.pick(['etag', 'weak etag', 'date', 'both', 'none']),
    tellsLength: isOrderly || random.chance(0.8),
    isCompressed: !isOrderly && random.chance(0.15),
    tellsDate: isOrderly || random.chance(0.8),
    cacheControl: random.pick([
      undefined,
      'max-age=5',
      'max-age=60',
      'max-age=60, must-revalidate',
      'max-age=3600, immutable',
      'no-cache',
      'no-store',
      'max-age=1, stale-if-error=600',
    ]),
    isPersonal: random.chance(0.25),
    tellsVary: random.chance(0.5),
    isBusy: false,
    refusesEmptyRanges: random.chance(0.5),
    // Nobody could cache it: who asks whether it has changed since a second gets no answer that he could trust.
    ...(random.chance(0.15) && busy),
  }
}

const busy = {
  isBusy: true,
  validator: 'date',
  tellsDate: true,
  ranges: 'yes',
  cacheControl: 'no-store',
} as const
