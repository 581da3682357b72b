import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startFileServer } from '@miniferry/testing/file-server'
import { runInProcess } from './run-in-process.js'

/** What one big download did to the process that downloaded. */
export interface MemoryCost {
  /** Bytes of the stored file, as the host tells. */
  readonly size: number
  /** Resident bytes when the download began. */
  readonly before: number
  /** The most that was resident in the life of the process. */
  readonly peak: number
  readonly seconds: number
}

/** Downloads `size` bytes from a real server into a folder, in a process of its own, so that the peak is its own. */
export async function measureMemory(platform: 'wechat' | 'alipay', size: number): Promise<MemoryCost> {
  const server = await startFileServer()
  const directory = mkdtempSync(path.join(tmpdir(), 'miniferry-memory-'))
  try {
    const args = [platform, server.url('/file', { size }), directory]
    const cost = await runInProcess<MemoryCost>('download-in-process.ts', args)
    if (cost.size !== size) throw new Error(`expected ${size} bytes, got ${cost.size}`)
    return cost
  } finally {
    await server.close()
    rmSync(directory, { recursive: true, force: true })
  }
}
