import type { DownloadErrorCode } from '@miniferry/download-core'
import { createMemoryDisk } from '@miniferry/download-simulator'
import type { RunEvent } from '../plan/events.js'
import type { RunPlan } from '../plan/plan.js'
import { createSignatures } from '../server/signatures.js'
import { createWebServer } from '../server/web-server.js'
import { createClock } from './clock.js'
import { createRandom } from './random.js'
import { createRequestState, type RequestState } from './request-state.js'
import { createViolations } from './violations.js'

type Codes = readonly DownloadErrorCode[]

/** Milliseconds since 1970, at which every run begins. */
export const runStart = 1_700_000_000_000

/** A file in a folder that several downloads share. */
export interface NamedFile {
  readonly data: Uint8Array
  /** Whose it may be: of one, once the app was told. Nobody's, where it was there before. */
  owners: readonly RequestState[]
  isTold: boolean
}

const goodLink = { latency: 1, rate: 500 }

/** What all parts of a run know. */
export type RunState = ReturnType<typeof createRunState>

/** @param write - takes the lines of the trace; without it none are made */
export function createRunState(seed: number, plan: RunPlan, write?: (line: string) => void) {
  const clock = createClock(runStart)
  const random = (stream: string) => createRandom(seed, stream)
  /** Writes a line of the trace; the words are made only if somebody reads it. */
  const trace = (who: string, words: () => string): void => {
    if (write === undefined) return
    const seconds = ((clock.now - runStart) / 1000).toFixed(3)
    write(`${seconds.padStart(9)} s  ${who.padEnd(6)}  ${words()}`)
  }
  const requests = plan.requests.map((request) => createRequestState(plan, request, clock.now))
  const changing = {
    /** When the app last had cached files deleted: milliseconds since 1970. */
    clearedAt: Number.NEGATIVE_INFINITY,
    /** Whether faults have stopped. */
    isCalm: false,
    /** Whether what changes on the disk is the run's own doing. */
    isExternal: false,
    /** Whether the app may have been unable to clean up: the disk was full or broken, or a file call failed. */
    couldNotClean: false,
    wasKilled: false,
    /** Files that may be in a folder without anybody having heard of them: a kill or an abort came first. */
    unheardFiles: 0,
  }
  const clockSkew = random('skew').pick([0, 0, 3_600_000, -3_600_000])
  const link = () => (changing.isCalm ? goodLink : plan.link)
  const server = createWebServer(plan.resources, () => clock.now, clockSkew, link)
  const timers = clock.createTimers()
  const violations = createViolations((words) => trace('', () => words))
  return Object.assign(changing, {
    plan,
    clock,
    /** Of the phone, the network and the run itself. */
    timers,
    server,
    signatures: createSignatures(
      () => clock.now,
      () => changing.isCalm,
    ),
    /** The bytes themselves: what is done here nobody is told of. */
    disk: createMemoryDisk(timers.now),
    requests,
    violations,
    check: violations.check,
    /** Faults that last, and how downloads may fail by them: what begins in their midst may as well. Several may lead to the same failure. */
    ongoing: new Map<RunEvent['kind'], Codes>(),
    /** The files in the folders of which the server says the names, as the disk has their paths. */
    named: new Map<string, NamedFile>(),
    /** When files were removed by the host or the user, by their names. */
    lostAt: new Map<string, number>(),
    /**
     * Files that are the host's, as it writes their paths, or their names: it has told nobody of them, or they were being moved to their place
     * when the app was killed.
     */
    orphans: new Set<string>(),
    random,
    trace,
    /** Something happened that may make downloads fail like this: of one request, or of all. */
    allow(codes: Codes, request?: RequestState): void {
      for (const one of request === undefined ? requests : [request])
        for (const code of asTold(plan, codes)) one.cycle.allowed.add(code)
    },
    /** Something happened after which files may be fetched from zero: of one request, or of all. */
    allowRestart(request?: RequestState): void {
      for (const one of request === undefined ? requests : [request]) one.cycle.restarts += 1
    },
  })
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
