import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { nativePlatforms, type PlatformName } from './native-platforms.js'

/** What a script gives to `App`, `Page` or `Component`. */
export type Definition = Record<string, unknown>

export interface RegisteredPage {
  readonly as: 'Page' | 'Component'
  readonly definition: Definition
}

export interface MiniProgram {
  readonly app: Definition
  /** Runs the script of a page, and says what it registered. */
  loadPage(page: string): RegisteredPage
  /** The scripts that were loaded so far. */
  files(): string[]
}

export interface MiniProgramOptions {
  readonly platform: PlatformName
  /** The folder with `app.js`. */
  readonly project: string
  /** `wx` or `my`. */
  readonly host: object
}

/** What one host has beside the other, and some framework asks for. */
const ownGlobals: Readonly<Record<PlatformName, object>> = {
  wechat: { global: {} }, // uni-app
  alipay: { navigator: { swuserAgent: '' } }, // Taro
}

/**
 * Loads a mini-program as a host does: one scope that has the language, timers, the host object and the few
 * functions that register parts of the app, and no `window`, `document` or `process`; one function for each file.
 */
export function loadMiniProgram({ platform, project, host }: MiniProgramOptions): MiniProgram {
  let app: Definition = {}
  let registered: RegisteredPage | undefined
  const register = (as: RegisteredPage['as']) => (definition: Definition) => {
    registered = { as, definition }
  }
  const scope = vm.createContext({
    [nativePlatforms[platform].host]: host,
    ...ownGlobals[platform],
    App(definition: Definition) {
      app = { ...definition }
    },
    Page: register('Page'),
    Component: register('Component'),
    Behavior: (definition: Definition) => definition,
    getApp: () => app,
    getCurrentPages: () => [],
    console,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
  })
  // native-apis.md §7.2: blocked by default.
  if (platform === 'alipay') vm.runInContext('delete globalThis.globalThis', scope)
  const { load, files } = createLoader(scope, project)
  load(path.join(project, 'app.js'))
  return {
    get app() {
      return app
    },
    loadPage(page) {
      registered = undefined
      load(path.join(project, `${page}.js`))
      if (registered === undefined) throw new Error(`${page}.js calls neither Page() nor Component()`)
      return registered
    },
    files,
  }
}

/** `require` of a mini-program: files once each, packages where the host looks for them. */
function createLoader(scope: vm.Context, project: string) {
  const modules = new Map<string, { exports: unknown }>()
  const load = (file: string): unknown => {
    const known = modules.get(file)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    modules.set(file, module)
    const require = (request: string): unknown => load(resolveFile(project, file, request))
    const code = `(function (require, module, exports) {${readFileSync(file, 'utf8')}\n})`
    const run = vm.runInContext(code, scope, { filename: file }) as (...values: unknown[]) => void
    run(require, module, module.exports)
    return module.exports
  }
  return { load, files: () => [...modules.keys()] }
}

function resolveFile(project: string, from: string, request: string): string {
  const bases = /^\.{0,2}\//.test(request)
    ? [request.startsWith('/') ? path.join(project, request) : path.resolve(path.dirname(from), request)]
    : [
        // A file of the project: compilers name their helpers so.
        path.join(project, request),
        path.join(project, 'miniprogram_npm', request),
        ...packageEntry(path.join(project, 'node_modules', request)),
        path.join(project, 'node_modules', request),
      ]
  const found = bases
    .flatMap((base) => [base, `${base}.js`, path.join(base, 'index.js')])
    .find((candidate) => candidate.endsWith('.js') && existsSync(candidate))
  if (found === undefined) throw new Error(`${path.relative(project, from)} requires ${request}: not there`)
  return found
}

/** The file that Alipay loads for a package. */
function packageEntry(folder: string): string[] {
  const manifest = path.join(folder, 'package.json')
  if (!existsSync(manifest)) return []
  const { main = 'index.js' } = JSON.parse(readFileSync(manifest, 'utf8')) as { main?: string }
  return [path.join(folder, main)]
}
