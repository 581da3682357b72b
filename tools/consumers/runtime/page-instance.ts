import type { PlatformName } from '../consumer.js'

/** What a script gives to `App`, `Page` or `Component`. */
export type Definition = Record<string, unknown>

/** A page that lives: its data, its handlers, and what a renderer would do with it. */
export interface PageInstance {
  readonly data: Record<string, unknown>
  readonly [member: string]: unknown
  /** Runs the lifecycle as far as a page that is on the screen has gone. */
  start(): void
  /** Calls a handler, as an event does. */
  handle(name: string, event: object): void
}

export interface PageInstanceOptions {
  readonly as: 'Page' | 'Component'
  readonly definition: Definition
  readonly platform: PlatformName
  readonly page: string
  readonly query: Readonly<Record<string, string>>
}

/** Makes the instance that a host would make of what the built page registered. */
export function createPageInstance(options: PageInstanceOptions): PageInstance {
  const { as, definition, page, query } = options
  const methods = (as === 'Page' ? definition : (definition.methods ?? {})) as Definition
  const data = structuredClone(definition.data ?? {}) as Record<string, unknown>
  const instance = {
    ...methods,
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
    start() {
      for (const [method, value] of lifecycle(options)) {
        if (typeof method === 'function') method.call(instance, value)
      }
    },
    handle(name: string, event: object) {
      const handler = (instance as Definition)[name]
      if (typeof handler !== 'function') throw new Error(`${page} has no handler ${name}`)
      handler.call(instance, event)
    },
  }
  return instance as unknown as PageInstance
}

/** The functions that a host calls until the page is on the screen, each with its argument. */
function lifecycle({ as, definition, platform, query }: PageInstanceOptions): [unknown, unknown?][] {
  if (as === 'Page') {
    return [[definition.onLoad, query], [definition.onShow], [definition.onReady]]
  }
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
