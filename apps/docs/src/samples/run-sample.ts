import { format } from 'node:util'
import { createAlipayHost, createWechatHost, type SharedHostOptions } from '@miniferry/download-simulator'
import type { InProcessServer } from '@miniferry/testing/in-process-server'
import ts from 'typescript'
import type { SampleModule } from './read-samples.js'

export interface SampleWorld {
  /** What the sample gets for the name of a package. */
  readonly packages: Readonly<Record<string, object>>
  /** What it finds without an import: the names of `names.ts`, `wx` or `my`. */
  readonly globals: Readonly<Record<string, unknown>>
}

/**
 * Runs a sample to its end, and says what it printed. It is a module: it may import and await.
 */
export async function runSample(module: SampleModule, { packages, globals }: SampleWorld): Promise<string[]> {
  const printed: string[] = []
  const print = (...values: unknown[]) => void printed.push(format(...values))
  const names = { ...globals, console: { ...console, log: print, warn: print, error: print } }
  const { outputText } = ts.transpileModule(module.code, {
    fileName: `sample.${module.language}`,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  })
  const require = (name: string) => {
    const found = packages[name]
    if (found === undefined)
      throw new Error(`${module.page}:${module.line}: there is no ${name} for samples that are run`)
    return found
  }
  // A function within a function, so that the sample may declare names of its own in place of the given ones.
  const start = new Function(
    'require',
    'exports',
    ...Object.keys(names),
    `return (async () => {${outputText}\n})()`,
  )
  await start(require, {}, ...Object.values(names))
  return printed
}

/** What the sample says that it prints: each `// → text`, in order. */
export function promisedPrints({ code }: SampleModule): string[] {
  return [...code.matchAll(/\/\/ → (.+)$/gm)].map(([, text = '']) => text.trim())
}

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
