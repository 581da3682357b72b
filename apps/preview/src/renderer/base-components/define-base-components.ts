import type { ComponentSpace, GeneralComponent } from 'glass-easel'
import { renderedTag } from '../../project/markup.js'
import type { BaseComponent } from './base-component.js'
import { baseComponents } from './base-components.js'

/** Makes the base components known to every page of the space. */
export function defineBaseComponents(space: ComponentSpace): void {
  for (const [name, component] of Object.entries(baseComponents)) define(space, renderedTag(name), component)
}

function define(space: ComponentSpace, tag: string, { properties, setup, paint }: BaseComponent): void {
  const names = Object.keys(properties).join(',')
  const ready = new WeakSet<object>()
  function repaint(this: unknown): void {
    const instance = this as GeneralComponent
    const element = instance.$$ as unknown as HTMLElement | null
    if (element === null) return
    if (!ready.has(instance)) {
      ready.add(instance)
      setup?.(element, instance as never)
    }
    paint?.(element, instance.data as never)
  }
  space.defineComponent({
    is: tag,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name,
        { type: value.constructor as StringConstructor, value: value as string },
      ]),
    ),
    // They run before `attached` too, when there is no element yet.
    observers: names === '' ? {} : { [names]: repaint },
    lifetimes: { attached: repaint },
  })
  space.setGlobalUsingComponent(tag, space.getComponentByUrl(tag, ''))
}
