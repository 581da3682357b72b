import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'
import type { PageInstance } from '../shared/page-instance.js'
import { templateElements } from '../shared/templates.js'

/** What an eye sees on the page, and what a finger does there. */
export interface PageDriver {
  /** The text of the element of class `status`. */
  status(): string
  /** Taps the button of that class. */
  tap(button: 'download' | 'abort'): void
}

/** Drives a page by its built template: which data the text shows, which handler the button calls. */
export function templateDriver(instance: PageInstance, markup: string, platform: PlatformName): PageDriver {
  const shown = /class="status"[^>]*>\{\{\s*(\w+)\s*\}\}</.exec(markup)?.[1]
  if (shown === undefined) throw new Error('the page shows no status')
  return {
    status: () => String(instance.data[shown]),
    tap(button) {
      const element = templateElements(markup).find(({ attributes }) => attributes.class === button)
      const handler = element?.attributes[nativePlatforms[platform].tap]
      if (handler === undefined) throw new Error(`the page has no button ${button}`)
      // uni-app names its handlers in the data.
      const variable = /^\{\{\s*(\w+)\s*\}\}$/.exec(handler)?.[1]
      instance.handle(variable === undefined ? handler : String(instance.data[variable]), tapEvent(''))
    },
  }
}

/** A node of the tree that Taro gives to its templates: class, children, text, identity. */
interface TreeNode {
  readonly cl?: string
  readonly cn?: readonly TreeNode[]
  readonly v?: string
  readonly sid?: string
}

/** Drives a page whose one template draws whatever tree is in its data; all events have one handler. */
export function treeDriver(instance: PageInstance): PageDriver {
  const find = (name: string): TreeNode | undefined => {
    const search = (node: TreeNode): TreeNode | undefined =>
      node.cl === name ? node : node.cn?.map(search).find((found) => found !== undefined)
    return search((instance.data.root ?? {}) as TreeNode)
  }
  return {
    status: () => (find('status')?.cn ?? []).map(({ v }) => v ?? '').join(''),
    tap(button) {
      const node = find(button)
      if (node?.sid === undefined) throw new Error(`the page shows no button ${button}`)
      instance.handle('eh', tapEvent(node.sid))
    },
  }
}

function tapEvent(id: string): object {
  const target = { id, dataset: { sid: id }, offsetLeft: 0, offsetTop: 0 }
  return { type: 'tap', timeStamp: 1, detail: { x: 1, y: 1 }, target, currentTarget: target, touches: [] }
}
