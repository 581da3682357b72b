import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

export interface PageDefinitionOptions {
  /** The root of the project. */
  readonly project: string
  /** `'wx'` or `'my'`. */
  readonly host: string
  /** The file that the host would load for a package. */
  readonly resolvePackage: (name: string) => string
}

/** Answers every method with an empty object: enough to load a page, not to run it. */
const answersNothing: object = new Proxy({}, { get: () => () => ({}) })

/** The file that `require` means; with or without `.js`, or the index of a folder. */
function resolveFile(base: string): string {
  const candidates = [base, `${base}.js`, path.join(base, 'index.js')]
  const file = candidates.find((candidate) => candidate.endsWith('.js') && existsSync(candidate))
  if (file === undefined) throw new Error(`${base} is not there`)
  return file
}

/**
 * Loads the script of a page as a host does, with nothing around it but the globals of the host, and returns the
 * object that the script gave to `Page()` or `Component()`.
 */
export function pageDefinition(page: string, options: PageDefinitionOptions): Record<string, unknown> {
  let definition: Record<string, unknown> | undefined
  const keep = (given: Record<string, unknown>): void => {
    definition = given
  }
  const context = vm.createContext({
    Page: keep,
    Component: keep,
    App: () => {},
    getApp: () => ({}),
    getCurrentPages: () => [],
    [options.host]: answersNothing,
    console,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
  })
  const modules = new Map<string, { exports: unknown }>()
  const load = (file: string): unknown => {
    const known = modules.get(file)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    modules.set(file, module)
    const require = (request: string): unknown =>
      load(
        request.startsWith('.') || request.startsWith('/')
          ? resolveFile(
              request.startsWith('/')
                ? path.join(options.project, request)
                : path.resolve(path.dirname(file), request),
            )
          : options.resolvePackage(request),
      )
    const wrapper = `(function (require, module, exports) {${readFileSync(file, 'utf8')}\n})`
    const run = vm.runInContext(wrapper, context, { filename: file }) as (...args: unknown[]) => void
    run(require, module, module.exports)
    return module.exports
  }
  load(path.join(options.project, `${page}.js`))
  if (!definition) throw new Error(`${page}.js calls neither Page() nor Component()`)
  return definition
}

/** The functions that a template may name as handlers. */
export function handlerNames(definition: Record<string, unknown>): string[] {
  const methods = (definition.methods ?? {}) as Record<string, unknown>
  return Object.entries({ ...definition, ...methods })
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name)
}
