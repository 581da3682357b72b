import {
  type Definition,
  loadMiniProgram,
  type MiniProgramOptions,
  type RegisteredPage,
} from './mini-program.js'
import type { PlatformName } from './native-platforms.js'

/** A page that lives: its data, its handlers, and what a renderer would do with it. */
export interface PageInstance {
  readonly data: Record<string, unknown>
  /** Calls a handler, as an event does. */
  handle(name: string, event: object): void
}

type Query = Readonly<Record<string, string>>

/** Starts a mini-program and opens a page of it: what a host would make of what its script registered, as far as one on the screen has gone. */
export function openPage(options: MiniProgramOptions, page: string, query: Query): PageInstance {
  const program = loadMiniProgram(options)
  const launch = { path: page, query, scene: 1001, referrerInfo: {} }
  call(program.app, program.app.onLaunch, launch)
  call(program.app, program.app.onShow, launch)
  const registered = program.loadPage(page)
  const { as, definition } = registered
  const data = structuredClone(definition.data ?? {}) as Record<string, unknown>
  const instance: Definition = {
    ...((as === 'Page' ? definition : (definition.methods ?? {})) as Definition),
    data,
    // WeChat has both names for one object; uni-app reads this one.
    properties: data,
    route: page,
    is: page,
    options: query,
    setData(changes: Record<string, unknown>, done?: () => void) {
      for (const [key, value] of Object.entries(changes)) setPath(data, key, value)
      // Hosts call back when the screen is drawn.
      if (done) setTimeout(() => done.call(instance), 0)
    },
    selectComponent: () => null,
    selectAllComponents: () => [],
    triggerEvent() {},
  }
  for (const [method, value] of lifecycle(registered, options.platform, query)) call(instance, method, value)
  return {
    data,
    handle(name, event) {
      if (typeof instance[name] !== 'function') throw new Error(`${page} has no handler ${name}`)
      call(instance, instance[name], event)
    },
  }
}

function call(owner: Definition, method: unknown, value: unknown): void {
  if (typeof method === 'function') method.call(owner, value)
}

/** The functions that a host calls until the page is on the screen, each with its argument. */
function lifecycle(
  { as, definition }: RegisteredPage,
  platform: PlatformName,
  query: Query,
): [unknown, unknown?][] {
  if (as === 'Page') return [[definition.onLoad, query], [definition.onShow], [definition.onReady]]
  if (platform === 'alipay') throw new Error('a page of Alipay that is a Component() cannot be run here')
  const { lifetimes = {}, methods = {} } = definition as Record<string, Definition>
  return [
    [lifetimes.created ?? definition.created],
    [lifetimes.attached ?? definition.attached],
    [methods.onLoad, query],
    [methods.onShow],
    [lifetimes.ready ?? definition.ready],
    [methods.onReady],
  ]
}

/** `list[0].name`, and `list.[0].name` as Taro writes it. */
function setPath(data: Record<string, unknown>, key: string, value: unknown): void {
  const steps = key.split(/[.[\]]+/).filter((step) => step !== '')
  const last = steps.pop() ?? key
  let owner = data
  for (const step of steps) {
    owner[step] ??= {}
    owner = owner[step] as Record<string, unknown>
  }
  owner[last] = value
}
