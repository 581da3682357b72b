import { createHash } from 'node:crypto'
import type { DownloadRecord } from '@miniferry/demo/download-record'
import { type SampleId, sampleOf } from '@miniferry/demo/samples'
import { fileBytes } from '@miniferry/testing'
import type { PlatformName } from '../project/project-files.js'
import type { Phone } from './phone.js'

/** A download that has completed, and the SHA-256 of what is on the disk of the phone. */
export interface DownloadOnDisk {
  readonly sample: SampleId
  readonly digest: string
}

/** The part of both simulated hosts that is read; Alipay's storage takes and gives objects. */
interface Host {
  getStorageSync(key: unknown): unknown
  readonly simulate: { readFile(path: string): Uint8Array<ArrayBuffer> | undefined }
}

/** Looks through the app's list, as its storage has it. */
export function downloadsOnDisk({ platform, frame }: Phone): Promise<DownloadOnDisk[]> {
  return frame.locator('body').evaluate((_, name) => {
    const host = Reflect.get(globalThis, name === 'wechat' ? 'wx' : 'my') as Host
    const stored = host.getStorageSync(name === 'wechat' ? 'downloads' : { key: 'downloads' })
    const records = JSON.parse(
      typeof stored === 'string' ? stored : (stored as { data: string }).data,
    ) as DownloadRecord[]
    return Promise.all(
      records
        .filter(({ outcome }) => outcome?.state === 'completed')
        .map(async ({ order, filePath }) => {
          const bytes = host.simulate.readFile(filePath) ?? new Uint8Array()
          const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
          return {
            sample: order.sample,
            digest: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
          }
        }),
    )
  }, platform)
}

/** The SHA-256 of what the file server has. */
export function originalDigest(sample: SampleId, platform: PlatformName): string {
  const { size, knobs } = sampleOf(sample, platform === 'wechat' ? 200e6 : 10e6)
  return createHash('sha256')
    .update(fileBytes(size, { seed: knobs?.seed ?? 1 }))
    .digest('hex')
}
