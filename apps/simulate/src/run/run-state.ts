import type { DownloadErrorCode } from '@miniferry/download-core'
import { createMemoryDisk, type Disk } from '@miniferry/download-simulator'
import type { RunEvent, RunPlan } from '../plan/plan.js'
import { createWebServer, type WebServer } from '../server/web-server.js'
import { type Clock, createClock, type Timers } from './clock.js'
import { createRandom, type Random } from './random.js'
import { createRequestState, type RequestState } from './request-state.js'
import { createViolations, type Violations } from './violations.js'

type Codes = readonly DownloadErrorCode[]

/** What all parts of a run know. */
export interface RunState {
  readonly plan: RunPlan
  readonly clock: Clock
  /** Of the phone, the network and the run itself. */
  readonly timers: Timers
  readonly server: WebServer
  /** The bytes themselves: what is done here nobody is told of. */
  readonly disk: Disk
  readonly requests: readonly RequestState[]
  readonly violations: Violations
  /** Faults that last, and how downloads may fail by them: what begins in their midst may as well. Several may lead to the same failure. */
  readonly ongoing: Map<RunEvent['kind'], Codes>
  /** When files were removed by the host or the user, by their names. */
  readonly lostAt: Map<string, number>
  /** When the app last had cached files deleted: milliseconds since 1970. */
  clearedAt: number
  /**
   * Files that are the host's, as it writes their paths, or their names: it has told nobody of them, or they were being moved to their place when
   * the app was killed.
   */
  readonly orphans: Set<string>
  /** Whether faults have stopped. */
  isCalm: boolean
  /** Whether what changes on the disk is the run's own doing. */
  isExternal: boolean
  /** Whether the app may have been unable to clean up: the disk was full or broken, or a file call failed. */
  couldNotClean: boolean
  wasKilled: boolean
  random(stream: string): Random
  /** Writes a line of the trace; the words are made only if somebody reads it. */
  trace(who: string, words: () => string): void
  /** Something happened that may make downloads fail like this: of one request, or of all. */
  allow(codes: Codes, request?: RequestState): void
  /** Something happened after which files may be fetched from zero: of one request, or of all. */
  allowRestart(request?: RequestState): void
}

/** Milliseconds since 1970, at which every run begins. */
export const runStart = 1_700_000_000_000

const goodLink = { latency: 1, rate: 500 }

/** @param write - takes the lines of the trace; without it none are made */
export function createRunState(seed: number, plan: RunPlan, write?: (line: string) => void): RunState {
  const clock = createClock(runStart)
  const random = (stream: string): Random => createRandom(seed, stream)
  const trace: RunState['trace'] = (who, words) => {
    const seconds = ((clock.now - runStart) / 1000).toFixed(3)
    write?.(`${seconds.padStart(9)} s  ${who.padEnd(6)}  ${words()}`)
  }
  const requests = plan.requests.map((request) => createRequestState(plan, request, clock.now))
  const state: RunState = {
    plan,
    clock,
    timers: clock.createTimers(),
    server: createWebServer(plan.resources, {
      now: () => clock.now,
      clockSkew: random('skew').pick([0, 0, 3_600_000, -3_600_000]),
      link: () => (state.isCalm ? goodLink : plan.link),
    }),
    disk: createMemoryDisk(),
    requests,
    violations: createViolations((words) => trace('', () => words)),
    ongoing: new Map(),
    lostAt: new Map(),
    clearedAt: Number.NEGATIVE_INFINITY,
    orphans: new Set(),
    isCalm: false,
    isExternal: false,
    couldNotClean: false,
    wasKilled: false,
    random,
    trace,
    allow(codes, request) {
      for (const one of request === undefined ? requests : [request])
        for (const code of asTold(plan, codes)) one.cycle.allowed.add(code)
    },
    allowRestart(request) {
      for (const one of request === undefined ? requests : [request]) one.cycle.restarts += 1
    },
  }
  return state
}

/** How downloads that begin now may fail. */
export function allowedNow({ plan, ongoing }: RunState): Codes {
  return [...ongoing.values()].flatMap((codes) => asTold(plan, codes))
}

/** Some clients have no words for what the network does. */
function asTold({ phone }: RunPlan, codes: Codes): Codes {
  const isOfNetwork = codes.some((code) => /^(network|timeout|tls)$/.test(code))
  return phone.knobs.networkWords === 'unknown' && isOfNetwork ? [...codes, 'unknown'] : codes
}
