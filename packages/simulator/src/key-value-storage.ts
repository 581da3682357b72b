import type { Disk } from './disk.js'
import { decodeText, encodeText } from './text-encoding.js'

export interface KeyValueLimits {
  readonly entryBytes: number
  readonly totalBytes: number
}

const folder = 'storage'

/** The key-value storage of an app, kept on its disk, so that it outlives the run. */
export function createKeyValueStorage(disk: Disk, { entryBytes, totalBytes }: KeyValueLimits) {
  const pathOf = (key: string) => `${folder}/${encodeURIComponent(key)}`
  /** Bytes. */
  const size = (): number =>
    disk.readdir(folder).reduce((sum, name) => sum + (disk.stat(`${folder}/${name}`)?.size ?? 0), 0)
  return {
    /** `undefined` where there is nothing. */
    get: (key: string): unknown => {
      const path = pathOf(key)
      if (disk.stat(path) === undefined) return undefined
      return JSON.parse(decodeText(disk.read(path), 'utf-8'))
    },
    /** Returns which limit stopped it. */
    set: (key: string, value: unknown): 'entry' | 'total' | undefined => {
      const path = pathOf(key)
      const data = encodeText(JSON.stringify(value ?? null), 'utf-8')
      if (data.length > entryBytes) return 'entry'
      if (size() - (disk.stat(path)?.size ?? 0) + data.length > totalBytes) return 'total'
      disk.write(path, data)
      return undefined
    },
    remove: (key: string) => {
      if (disk.stat(pathOf(key)) !== undefined) disk.unlink(pathOf(key))
    },
  }
}
