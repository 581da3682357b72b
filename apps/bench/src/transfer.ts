import { runInProcess } from './in-process.js'

/** How files are fetched over a simulated WeChat host: by its own call, by `downloadFile`, by the downloader. */
export type TransferTool = 'native' | 'downloadFile' | 'downloader'

export interface TransferOptions {
  readonly tool: TransferTool
  readonly urls: readonly string[]
  /** Where the phone has its disk. */
  readonly folder: string
  readonly parallel?: number
  /** Of the native call, each from zero. */
  readonly tries?: number
  /** Milliseconds that each call of the host takes to get to the client and back, one after the other. */
  readonly bridge?: number
}

export interface Transfer {
  /** From the first call to the last result, one file after the other. */
  readonly seconds: number
  readonly isFinished: boolean
  /** Of the last file. */
  readonly attempts: number
  /** Of each file that is stored. */
  readonly sizes: readonly number[]
  /** Resident bytes when it began, and at most. */
  readonly before: number
  readonly peak: number
}

/** Fetches files to paths, in a process of its own: the server is elsewhere, as on a phone. Throws if one is stored with another size. */
export async function transfer(options: TransferOptions, size: number): Promise<Transfer> {
  const outcome = await runInProcess<Transfer>('transfer-in-process.ts', [JSON.stringify(options)])
  if (outcome.isFinished && outcome.sizes.some((stored) => stored !== size)) {
    throw new Error(`expected ${size} bytes, got ${outcome.sizes.join(', ')}`)
  }
  return outcome
}
