import { createAlipayHost, createWechatHost, type SharedHostOptions } from '@miniferry/download-simulator'
import type { InProcessServer } from '@miniferry/testing/in-process-server'

export type PlatformName = 'wechat' | 'alipay'

/** The platforms that a sample is for: both, unless it names one. */
export function platformsOf({ code }: { code: string }): PlatformName[] {
  if (/\bmy\.|(from |require\()'@miniferry\/download-alipay['/]/.test(code)) return ['alipay']
  return /\bwx\./.test(code) ? ['wechat'] : ['wechat', 'alipay']
}

/** A server that does not answer, for samples that go to another one. */
const brokenServer = 'cdn-a.example.com'

/**
 * A phone to which every address is one of the file server: nothing leaves this process. A url with `expires` is refused with 403 after that
 * time, as a signature is. It has the calls that samples make with a file, besides those that the simulator has.
 */
export function createSamplePhone(platform: PlatformName, files: Pick<InProcessServer, 'origin' | 'fetch'>) {
  const fetch: SharedHostOptions['fetch'] = (url, init) => {
    const { hostname, pathname, search, searchParams } = new URL(url)
    if (hostname === brokenServer) return files.fetch('http://broken.invalid', init)
    const isExpired = Number(searchParams.get('expires') ?? Infinity) < Date.now()
    return files.fetch(files.origin + (isExpired ? '/status/403' : pathname + search), init)
  }
  return platform === 'wechat'
    ? ({
        name: 'wx',
        host: Object.assign(
          createWechatHost({ fetch }),
          viewers('scope.writePhotosAlbum', { errMsg: 'fail auth deny' }),
        ),
      } as const)
    : ({
        name: 'my',
        host: Object.assign(createAlipayHost({ fetch }), viewers('writePhotosAlbum', { error: 2001 })),
      } as const)
}

/** What opens and saves files. The album is closed until the user has opened it in the settings. */
function viewers(scope: string, refusal: object) {
  let isAllowed = false
  const setting = () => Promise.resolve({ authSetting: { [scope]: isAllowed } })
  return {
    openDocument: ({ filePath }: { filePath: string }) =>
      /\.(pdf|docx?|xlsx?|pptx?)$/.test(filePath) ? Promise.resolve({}) : Promise.reject(refusal),
    saveImageToPhotosAlbum: () => (isAllowed ? Promise.resolve({}) : Promise.reject(refusal)),
    getSetting: setting,
    openSetting() {
      isAllowed = true
      return setting()
    },
  }
}
