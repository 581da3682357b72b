import { createRequire } from 'node:module'
import path from 'node:path'
import { temporaryFolder } from '../shared/files.js'

/** The part of `miniprogram-ci` that is used here; its own typings leave out half of it. */
interface MiniprogramCi {
  readonly Project: new (options: Record<string, unknown>) => object
  readonly DefaultProjectAttr: unknown
  proxy(url: string): void
  packNpm(project: object, options: { reporter(): void }): Promise<{ msg: string; jsPath?: string }[]>
  getCompiledResult(options: Record<string, unknown>): Promise<Record<string, string | Buffer>>
  analyseCode(project: object): Promise<{ modules: readonly AnalysedModule[] }>
}

interface AnalysedModule {
  readonly path: string
  readonly deps: readonly { type: string; request: string; moduleId: string | null }[]
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
  const tools = createRequire(import.meta.url)('miniprogram-ci') as MiniprogramCi
  loaded = tools
  // They make one request of their own. At a closed port it fails at once.
  tools.proxy('http://127.0.0.1:9')
  return tools
}

/** Opens a project with no key, no app id and no question to WeChat's servers. */
export function openProject(folder: string): object {
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

/** Runs the tools without their chatter; what matters is in the result. */
export async function quietly<T>(run: () => Promise<T>): Promise<T> {
  const kept = methods.map((method) => [method, console[method]] as const)
  for (const method of methods) console[method] = () => {}
  try {
    return await run()
  } finally {
    Object.assign(console, Object.fromEntries(kept))
  }
}
