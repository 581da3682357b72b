import { createRequire } from 'node:module'
import path from 'node:path'
import { temporaryFolder } from '../shared/temporary-copy.js'

/** The part of `miniprogram-ci` that is used here; its own typings leave out half of it. */
interface MiniprogramCi {
  readonly Project: new (options: Record<string, unknown>) => WechatProject
  readonly DefaultProjectAttr: unknown
  proxy(url: string): void
  packNpm(project: WechatProject, options: { reporter(): void }): Promise<NpmWarning[]>
  getCompiledResult(options: Record<string, unknown>): Promise<Record<string, string | Buffer>>
  analyseCode(project: WechatProject): Promise<{ modules: readonly AnalysedModule[] }>
}

export type WechatProject = object

export interface NpmWarning {
  readonly msg: string
  readonly jsPath?: string
}

export interface AnalysedModule {
  readonly path: string
  readonly deps: readonly {
    readonly type: string
    readonly request: string
    readonly moduleId: string | null
  }[]
}

let loaded: MiniprogramCi | undefined

/**
 * WeChat's own build tools, made to work without a network. They leave folders with hashes for names in the working
 * directory, so that the process moves to one of its own.
 */
export function wechatTools(): MiniprogramCi {
  if (loaded) return loaded
  process.chdir(temporaryFolder())
  // They fork; their child is plain JavaScript and would look for our loader in the new folder.
  process.execArgv = []
  loaded = quietly(() => createRequire(import.meta.url)('miniprogram-ci') as MiniprogramCi)
  // They make one request of their own. At a closed port it fails at once.
  quietly(() => loaded?.proxy('http://127.0.0.1:9'))
  return loaded
}

/** Opens a project with no key, no app id and no question to WeChat's servers. */
export function openProject(folder: string): WechatProject {
  const { Project, DefaultProjectAttr } = wechatTools()
  return new Project({
    appid: 'wx1111111111111111',
    type: 'miniProgram',
    projectPath: path.resolve(folder),
    privateKey: 'offline',
    ignores: ['node_modules/**/*'],
    attr: () => Promise.resolve(DefaultProjectAttr),
  })
}

const methods = ['log', 'info', 'warn', 'error'] as const

/** Runs a function of the tools without their chatter; what matters is in the result. */
export function quietly<T>(run: () => T): T {
  const kept = methods.map((method) => console[method])
  const restore = (): void => {
    methods.forEach((method, index) => {
      const original = kept[index]
      if (original) console[method] = original
    })
  }
  for (const method of methods) console[method] = () => {}
  let result: T
  try {
    result = run()
  } catch (error) {
    restore()
    throw error
  }
  if (result instanceof Promise) return result.finally(restore) as T
  restore()
  return result
}
