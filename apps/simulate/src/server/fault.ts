import type { DownloadErrorCode } from '@miniferry/download-core'
import type { Random } from '../run/random.js'
import type { Answer, AskedRange } from './answer.js'

/** One way in which a request goes wrong. */
export interface Fault {
  /** How a download may end because of it, where it is not tried again. */
  readonly endsAs: readonly DownloadErrorCode[]
  /** Whether what is there of a file may have to be thrown away, so that it is fetched from zero again. */
  readonly voids?: boolean
  /** Whether anybody could notice. What nobody could is not done: there is nothing to promise. Default: always. */
  isNoticed?(sight: Sight): boolean
  /** The spoilt answer; `undefined` where there is nothing of this kind to spoil. */
  spoil(answer: Answer, scene: FaultScene): Answer | undefined
}

/** What the client lets the app see of an answer, and what the app knows of the file. */
export interface Sight {
  readonly hasChecksum: boolean
  readonly seesStatus: boolean
  /** Statuses from 400 on. */
  readonly seesBadStatus: boolean
  readonly seesHeader: boolean
  /** What the client makes of a 304 that nobody has asked for is told from a file. */
  readonly seesNotModified: boolean
}

export interface FaultScene {
  readonly random: Random
  /** The whole file, as it is now. */
  readonly file: Uint8Array
  readonly range: AskedRange | undefined
  /** Whether the app has asked for the file only if it has changed. */
  readonly isConditional: boolean
  /** The path of a second address of the file. */
  readonly elsewhere: string
}

/** Headers without some, whatever their case. */
export function without(
  headers: Readonly<Record<string, string>>,
  ...names: readonly string[]
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name.toLowerCase())))
}
