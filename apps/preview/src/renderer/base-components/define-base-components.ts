import type { ComponentSpace, GeneralComponent } from 'glass-easel'
import type { BaseTag } from '../../project/base-tags.js'
import { renderedTag } from '../../project/base-tags.js'
import type { BaseComponent, BaseInstance } from './base-component.js'
import { button } from './button.js'
import { image } from './image.js'
import { input } from './input.js'
import { scrollView } from './scroll-view.js'
import { slider } from './slider.js'
import { switchComponent } from './switch.js'
import { view } from './view.js'

const plain: BaseComponent<Record<never, never>> = { properties: {} }

const baseComponents = {
  view,
  text: plain,
  'scroll-view': scrollView,
  button,
  image,
  input,
  slider,
  switch: switchComponent,
} satisfies Record<BaseTag, unknown>

/** Makes the base components known to every page of the space. */
export function defineBaseComponents(space: ComponentSpace): void {
  for (const [name, component] of Object.entries(baseComponents)) {
    define(space, renderedTag(name), component as BaseComponent<object>)
  }
}

function define(
  space: ComponentSpace,
  tag: string,
  { properties, setup, paint }: BaseComponent<object>,
): void {
  const names = Object.keys(properties)
  const ready = new WeakSet<object>()
  const repaint = (instance: GeneralComponent) => {
    const element = instance.$$ as unknown as HTMLElement | null
    if (element === null) return
    if (!ready.has(instance)) {
      ready.add(instance)
      setup?.(element, instance as unknown as BaseInstance<object>)
    }
    paint?.(element, instance.data)
  }
  space.defineComponent({
    is: tag,
    properties: properties as Record<string, StringConstructor>,
    // Observers run before `attached` too, when there is no element yet.
    observers:
      names.length === 0
        ? {}
        : {
            [names.join(',')](this: GeneralComponent) {
              repaint(this)
            },
          },
    lifetimes: {
      attached() {
        repaint(this as unknown as GeneralComponent)
      },
    },
  })
  space.setGlobalUsingComponent(tag, space.getComponentByUrl(tag, ''))
}
