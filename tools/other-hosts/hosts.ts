import { type BuildOptions, build } from 'esbuild'
import { findChromium, launchChromium } from '../../apps/preview/src/browser/chromium.js'
import type { FileServer } from '../../packages/testing/src/file-server.js'
import type { Layer, ScenarioName } from './scenarios.js'

export interface OpenHost {
  /** What is wrong, in words. */
  run(scenario: ScenarioName, layer: Layer): Promise<string | undefined>
  close(): Promise<void>
}

/** A web runtime of a framework, as `wx`. */
export interface OtherHost {
  readonly name: string
  /** The code that makes it `wx`. */
  readonly prelude: string
  readonly options: BuildOptions
  /** Why it cannot do what `gap` says. */
  readonly gap: string
}

/** What no host here can do. The scenario is run all the same, and has to fail in these words: one that holds is no gap any more. */
export const gap = { scenario: 'response headers', says: /^x-course: undefined,/ } as const

export const hosts: readonly OtherHost[] = [
  {
    name: '@tarojs/taro-h5',
    prelude: "import * as Taro from '@tarojs/taro-h5'; globalThis.wx = Taro",
    options: {
      define: { 'process.env': '{ "TARO_ENV": "h5", "TARO_PLATFORM": "web", "NODE_ENV": "production" }' },
      // One that Taro's components need and a page without components does not.
      logOverride: { 'empty-glob': 'silent' },
    },
    gap: 'the headers event has all headers in one text, and the result has none',
  },
  {
    name: '@dcloudio/uni-h5',
    prelude: `import { uni } from '@dcloudio/uni-h5'
      globalThis.wx = globalThis.uni = uni
      globalThis.__uniConfig = { networkTimeout: { downloadFile: 60000, request: 60000 } }`,
    // What its own builder for vite does.
    options: { alias: { vue: '@dcloudio/uni-h5-vue' }, define: { 'process.env.NODE_ENV': '"production"' } },
    gap: 'onHeadersReceived throws "Method not implemented", and the result has none',
  },
]

/** One script: the host, then the package from its sources and the scenarios. */
async function bundle({ prelude, options }: OtherHost): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `${prelude}\nrequire('./in-host.js')`, resolveDir: import.meta.dirname },
    absWorkingDir: import.meta.dirname,
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@miniferry/source'],
    mainFields: ['module', 'browser', 'main'],
    logLevel: 'warning',
    ...options,
  })
  return outputFiles?.[0]?.text ?? ''
}

/** In a page of the same origin as the files: Taro sends credentials, which `Access-Control-Allow-Origin: *` forbids. */
export async function openHost(host: OtherHost, server: FileServer): Promise<OpenHost> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('there is no Chromium; CHROMIUM_PATH may name one')
  const content = await bundle(host)
  // No name leaves the machine, and no proxy answers in place of a server that is not there.
  const offline = ['--host-resolver-rules=MAP *.invalid ~NOTFOUND', '--no-proxy-server']
  const browser = await launchChromium(executablePath, offline)
  const page = await browser.newPage()
  const uncaught: string[] = []
  page.on('pageerror', ({ message }) => uncaught.push(`nobody caught: ${message}`))
  await page.exposeFunction('serverRequests', () => server.requests)
  await page.goto(server.url('/status/200'))
  await page.addScriptTag({ content })
  return {
    async run(scenario, layer) {
      const problem = await page.evaluate(
        ([name, number, origin]) => globalThis.runScenario(name, number, origin),
        [scenario, layer, server.origin] as const,
      )
      const [noise] = uncaught.splice(0)
      return problem ?? noise
    },
    close: () => browser.close(),
  }
}
