import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { hostNames, type PlatformName } from '../consumer.js'
import { createPageInstance, type Definition, type PageInstance } from './page-instance.js'

export interface MiniProgramOptions {
  readonly platform: PlatformName
  /** The folder with `app.js`. */
  readonly project: string
  /** `wx` or `my`. */
  readonly host: object
}

export interface MiniProgram {
  openPage(page: string, query: Readonly<Record<string, string>>): PageInstance
}

/**
 * Runs a built mini-program as a host does: one scope that has the language, timers, the host object and the few
 * functions that register parts of the app, and no `window`, `document` or `process`; one function for each file.
 */
export function startMiniProgram({ platform, project, host }: MiniProgramOptions): MiniProgram {
  let app: Definition = {}
  let registered: { readonly as: 'Page' | 'Component'; readonly definition: Definition } | undefined
  const pages: PageInstance[] = []
  const scope = vm.createContext({
    [hostNames[platform]]: host,
    ...ownGlobals[platform],
    App(definition: Definition) {
      app = { ...definition }
    },
    Page(definition: Definition) {
      registered = { as: 'Page', definition }
    },
    Component(definition: Definition) {
      registered = { as: 'Component', definition }
    },
    Behavior: (definition: Definition) => definition,
    getApp: () => app,
    getCurrentPages: () => pages,
    console,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
  })
  // native-apis.md §7.2: blocked by default.
  if (platform === 'alipay') vm.runInContext('delete globalThis.globalThis', scope)
  const load = createLoader(scope, project)
  load(path.join(project, 'app.js'))

  return {
    openPage(page, query) {
      const launch = { path: page, query, scene: 1001, referrerInfo: {} }
      call(app, 'onLaunch', launch)
      call(app, 'onShow', launch)
      registered = undefined
      load(path.join(project, `${page}.js`))
      if (registered === undefined) throw new Error(`${page}.js calls neither Page() nor Component()`)
      const instance = createPageInstance({ ...(registered as Registered), platform, page, query })
      pages.push(instance)
      instance.start()
      return instance
    },
  }
}

/** What one host has beside the other, and some framework asks for. */
const ownGlobals: Readonly<Record<PlatformName, object>> = {
  wechat: { global: {} }, // uni-app
  alipay: { navigator: { swuserAgent: '' } }, // Taro
}

interface Registered {
  readonly as: 'Page' | 'Component'
  readonly definition: Definition
}

function call(owner: Definition, method: string, value: unknown): void {
  const found = owner[method]
  if (typeof found === 'function') found.call(owner, value)
}

/** `require` of a mini-program: files once each, packages where the host looks for them. */
function createLoader(scope: vm.Context, project: string): (file: string) => unknown {
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
  return load
}

function resolveFile(project: string, from: string, request: string): string {
  const bases = /^\.{0,2}\//.test(request)
    ? [request.startsWith('/') ? path.join(project, request) : path.resolve(path.dirname(from), request)]
    : [
        // A file of the project: compilers name their helpers so.
        path.join(project, request),
        path.join(project, 'miniprogram_npm', request),
        ...packageEntry(path.join(project, 'node_modules', request)),
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
