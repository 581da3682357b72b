import type { AlipayHost, WechatHost } from '../../packages/simulator/src/index.js'
import type { PlatformName } from '../consumers/consumer.js'

type Simulator = typeof import('../../packages/simulator/src/index.js')

/** What every address answers with: the samples know its MD5. */
export const everyFile = 'The quick brown fox jumps over the lazy dog'

/** A simulated phone, of the packed simulator, on which every address answers with the same file. */
export interface Phone {
  readonly host: WechatHost | AlipayHost
  /** How often the app downloaded. */
  downloads(): number
  /** Resolves when nothing is being downloaded any more. */
  isQuiet(): Promise<void>
}

/** @param require - of a project that has the simulator */
export function createPhone(platform: PlatformName, require: NodeJS.Require): Phone {
  const { createWechatHost, createAlipayHost, createScriptedFetch } =
    require('@miniferry/download-simulator') as Simulator
  const fetch = createScriptedFetch(() => ({
    headers: { 'Content-Type': 'text/plain', 'Content-Length': String(everyFile.length) },
    chunks: [{ bytes: new TextEncoder().encode(everyFile) }],
  }))
  const host =
    platform === 'wechat'
      ? createWechatHost({ device: 'ios', fetch })
      : createAlipayHost({ device: 'ios', fetch })
  return {
    host,
    downloads: () => host.simulate.calls.filter(({ api }) => api === 'downloadFile').length,
    async isQuiet() {
      do await new Promise((resolve) => setTimeout(resolve, 20))
      while (host.simulate.tasks.length > 0)
    },
  }
}
