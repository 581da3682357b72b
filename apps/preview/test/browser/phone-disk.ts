import { createHash } from 'node:crypto'
import type { DownloadRecord } from '@miniferry/demo/download-record'
import { type SampleId, sampleOf } from '@miniferry/demo/samples'
import type { AlipayHost, WechatHost } from '@miniferry/download-simulator'
import { fileBytes, generatedImage } from '@miniferry/testing'
import type { Phone } from '../../src/browser/phone.js'
import type { PlatformName } from '../../src/project/project-files.js'

/** The globals of a phone's page: one of them. */
type Hosts = { readonly wx?: WechatHost; readonly my: AlipayHost }

/** The names of the files that the cache of the app has on the disk of the phone, its index aside. */
export function cacheOnDisk({ frame }: Phone): Promise<string[]> {
  return frame.locator('body').evaluate(async () => {
    const { wx, my } = globalThis as unknown as Hosts
    const dirPath = `${(wx ?? my).env.USER_DATA_PATH}/miniferry/cache`
    const found = await new Promise<{ files: string[] }>((success) => {
      const manager = (wx ?? my).getFileSystemManager()
      void manager.readdir({
        dirPath,
        success,
        fail() {
          success({ files: [] })
        },
      })
    })
    return found.files.filter((file) => !file.includes('index')).sort()
  })
}

/** The downloads of the app's list that have completed, with the SHA-256 of what is on the disk of the phone. */
export function downloadsOnDisk({ frame }: Phone): Promise<{ sample: SampleId; digest: string }[]> {
  return frame.locator('body').evaluate(() => {
    const { wx, my } = globalThis as unknown as Hosts
    const stored = wx ? wx.getStorageSync('downloads') : my.getStorageSync({ key: 'downloads' }).data
    const records = JSON.parse(String(stored)) as DownloadRecord[]
    const completed = records.filter(({ outcome }) => outcome?.state === 'completed')
    return Promise.all(
      completed.map(async ({ order, outcome }) => {
        const bytes = new Uint8Array((wx ?? my).simulate.readFile(outcome?.file?.path ?? '') ?? [])
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
        const digits = [...digest].map((byte) => byte.toString(16).padStart(2, '0'))
        return { sample: order.sample, digest: digits.join('') }
      }),
    )
  })
}

/** The SHA-256 of what the file server has. */
export function originalDigest(sample: SampleId, platform: PlatformName): string {
  const { size, knobs } = sampleOf(sample, platform === 'wechat' ? 200e6 : 10e6)
  const { seed = 1, width } = knobs ?? {}
  const bytes = width === undefined ? fileBytes(size, { seed }) : generatedImage(seed, width, 600)
  return createHash('sha256').update(bytes).digest('hex')
}
