import { runInProcess } from './run-in-process.js'
import { withFolder } from './with-folder.js'

/** How one download by the manager went. */
export interface ManagedDownload {
  /** From the call to the result. */
  readonly seconds: number
  readonly attempts: number
  readonly size: number
}

/** Downloads `size` bytes to a `filePath`, in a process of its own, with the settings that an app gets if it names none. */
export function manageDownload(url: string, size: number, parallel = 1): Promise<ManagedDownload> {
  return withFolder(async (folder) => {
    const outcome = await runInProcess<ManagedDownload>('manager-in-process.ts', [url, folder, `${parallel}`])
    if (outcome.size !== size) throw new Error(`expected ${size} bytes, got ${outcome.size}`)
    return outcome
  })
}
