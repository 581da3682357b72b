import { createAlipayHost, createWechatHost, type SharedHostOptions } from '@miniferry/download-simulator'
import type { InProcessServer } from '@miniferry/testing/in-process-server'

export type PlatformName = 'wechat' | 'alipay'

/** The platforms that a sample is for: both, unless it names one. */
export function platformsOf({ code }: { code: string }): PlatformName[] {
  if (/\bmy\.|(from |require\()'@miniferry\/download-alipay['/]/.test(code)) return ['alipay']
  return /\bwx\./.test(code) ? ['wechat'] : ['wechat', 'alipay']
}

/** A phone to which every address is one of the file server: nothing leaves this process. */
export function createSamplePhone(platform: PlatformName, files: Pick<InProcessServer, 'origin' | 'fetch'>) {
  const fetch: SharedHostOptions['fetch'] = (url, init) => {
    const { pathname, search } = new URL(url)
    return files.fetch(files.origin + pathname + search, init)
  }
  return platform === 'wechat'
    ? ({ name: 'wx', host: createWechatHost({ fetch }) } as const)
    : ({ name: 'my', host: createAlipayHost({ fetch }) } as const)
}
