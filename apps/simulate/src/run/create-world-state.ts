import type { DownloadErrorCode } from '@miniferry/download-core'
import { createMemoryDisk } from '@miniferry/download-simulator'
import { createWishState } from '../app/wish-state.js'
import type { WorldPlan } from '../plan/world-plan.js'
import { createWebServer } from '../server/web-server.js'
import { createRandom } from './random.js'
import { createViolations } from './violations.js'
import { createVirtualClock } from './virtual-clock.js'
import type { WorldState } from './world-state.js'

/** Milliseconds since 1970, at which every world begins. */
export const worldStart = 1_700_000_000_000

const goodLink = { latency: 1, rate: 500 }

/** @param write - takes the lines of the trace; without it none are made */
export function createWorldState(plan: WorldPlan, write?: (line: string) => void): WorldState {
  const clock = createVirtualClock(worldStart)
  const random = (stream: string) => createRandom(plan.seed, stream)
  const say: WorldState['say'] = (who, words) => {
    if (write === undefined) return
    const seconds = ((clock.now - worldStart) / 1000).toFixed(3)
    write(`${seconds.padStart(9)} s  ${who.padEnd(6)}  ${words()}`)
  }
  const clockSkew = random('skew').pick([0, 0, 3_600_000, -3_600_000])
  const wishes = plan.wishes.map((wish) => {
    const resource = plan.resources[wish.resource]
    if (resource === undefined) throw new Error('a wish for no resource')
    return createWishState(wish, resource, clock.now)
  })
  const world: WorldState = {
    plan,
    clock,
    timers: clock.createTimers(),
    server: createWebServer(plan.resources, {
      now: () => clock.now,
      clockSkew,
      link: () => (world.isCalm ? goodLink : plan.link),
    }),
    disk: createMemoryDisk(),
    wishes,
    violations: createViolations((words) => say('', () => words)),
    ongoing: new Map(),
    lostAt: new Map(),
    clearedAt: Number.NEGATIVE_INFINITY,
    orphans: new Set(),
    isCalm: false,
    isTampering: false,
    couldNotClear: false,
    wasKilled: false,
    random,
    say,
    get excuses() {
      return [...world.ongoing.values()].flatMap((codes) => asTold(plan, codes))
    },
    excuse(codes, wish) {
      for (const state of wish === undefined ? wishes : [wish]) {
        for (const code of asTold(plan, codes)) state.cycle.excuses.add(code)
      }
    },
    void(wish) {
      for (const state of wish === undefined ? wishes : [wish]) state.cycle.voids += 1
    },
  }
  return world
}

/** Some clients have no words for what the network does, and then nobody has. */
function asTold({ phone }: WorldPlan, codes: readonly DownloadErrorCode[]): readonly DownloadErrorCode[] {
  const isOfNetwork = codes.some((code) => /^(network|timeout|tls)$/.test(code))
  return phone.knobs.networkWords === 'unknown' && isOfNetwork ? [...codes, 'unknown'] : codes
}
