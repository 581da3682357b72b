import type { DownloadErrorCode } from '@miniferry/download-core'
import type { Disk } from '@miniferry/download-simulator'
import type { WishState } from '../app/wish-state.js'
import type { WorldEvent } from '../plan/world-event.js'
import type { WorldPlan } from '../plan/world-plan.js'
import type { WebServer } from '../server/web-server.js'
import type { Random } from './random.js'
import type { Violations } from './violations.js'
import type { Timers, VirtualClock } from './virtual-clock.js'

/** What all parts of a world know. */
export interface WorldState {
  readonly plan: WorldPlan
  readonly clock: VirtualClock
  /** Of the phone, the network and the world itself. */
  readonly timers: Timers
  readonly server: WebServer
  /** The bytes themselves: what is done here nobody is told of. */
  readonly disk: Disk
  readonly wishes: readonly WishState[]
  readonly violations: Violations
  /** Troubles that last, by their cause: what begins in their midst has them as an excuse as well. Several may lead to the same failure. */
  readonly ongoing: Map<WorldEvent['kind'], readonly DownloadErrorCode[]>
  /** When files went behind the app's back, by their path on the disk. */
  readonly lostAt: Map<string, number>
  /** When the app last had cached files deleted: milliseconds since 1970. */
  clearedAt: number
  /**
   * Files that are the host's, as it writes their paths, or their names: it has told nobody of them, or they were being moved to their place when
   * the app was killed.
   */
  readonly orphans: Set<string>
  /** Whether nothing goes wrong any more. */
  isCalm: boolean
  /** Whether what changes on the disk is the world's own doing. */
  isTampering: boolean
  /** Whether the app may have been unable to clear up: the disk was full or broken, or a file call failed. */
  couldNotClear: boolean
  wasKilled: boolean
  random(stream: string): Random
  /** Writes a line of the trace; the words are made only if somebody reads it. */
  say(who: string, words: () => string): void
  /** Something happened that may make downloads fail like this: of one wish, or of all. */
  excuse(codes: readonly DownloadErrorCode[], wish?: WishState): void
  /** How downloads that begin now may fail. */
  readonly excuses: readonly DownloadErrorCode[]
  /** Something happened after which files may be fetched from zero: of one wish, or of all. */
  void(wish?: WishState): void
}
