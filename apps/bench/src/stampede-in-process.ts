// The process of the stampedes, since random numbers and timers are replaced in it.
import { driveStampede } from './drive-stampede.js'
import { seedRandom } from './seed-random.js'
import { type RetryRule, simulateStampede } from './simulate-stampede.js'
import type { Crowd, Stampede } from './stampede.js'
import { outage, type StampedeReport, stampedeCrowds, stampedeRules } from './stampede-cases.js'

const clients = 100_000
/** Real downloaders are too large for all of them. */
const realClients = 500
const seed = 1

/** The downloader's defaults, but that nobody gives up. That they are, the real downloaders show. */
const base: RetryRule = {
  limit: Number.POSITIVE_INFINITY,
  connectLimit: Number.POSITIVE_INFINITY,
  minDelay: 1000,
  maxDelay: 30_000,
  factor: 2,
  jitter: 'full',
  maxRetryAfter: 300_000,
}

function simulate(crowd: Crowd, rule: RetryRule): Stampede {
  seedRandom(seed)
  return simulateStampede(crowd, rule)
}

const stampedes = stampedeRules.map(({ retry, retryAfter }) =>
  stampedeCrowds.map(({ within }) =>
    simulate({ clients, within, outage, retryAfter }, { ...base, ...retry }),
  ),
)
const lost = stampedeCrowds.map(
  ({ within }) => simulate({ clients, within, outage }, { ...base, limit: 3 }).lost,
)

let differences = 0
for (const { retry, retryAfter } of stampedeRules) {
  for (const { within } of stampedeCrowds) {
    const crowd = { clients: realClients, within, outage, retryAfter }
    const expected = simulate(crowd, { ...base, ...retry })
    seedRandom(seed)
    const real = await driveStampede(crowd, { limit: Number.POSITIVE_INFINITY, ...retry })
    if (JSON.stringify(real) !== JSON.stringify(expected)) differences += 1
  }
}
const report: StampedeReport = { clients, stampedes, lost, realClients, differences }
process.send?.(report)
process.disconnect()
