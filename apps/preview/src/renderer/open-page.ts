import type { AssociatedBackend, CodeSpace, Root } from 'glass-easel-miniprogram-adapter'

/** A page instance, as far as the renderer calls it. */
interface Page {
  onLoad?(query: Record<string, string>): void
  onShow?(): void
  onReady?(): void
  onUnload?(): void
}

export interface PageOpenerOptions {
  readonly backend: AssociatedBackend
  readonly space: CodeSpace
  readonly body: HTMLElement
  readonly routes: readonly string[]
  /** Called before a page opens. */
  onChange(route: string): void
}

/**
 * Opens one page in the place of another, with the lifecycle calls that a host makes. The demo has no other way between its pages.
 *
 * @returns what opens the page of a url, which may begin with a slash and carry a query
 */
export function createPageOpener({ backend, space, body, routes, onChange }: PageOpenerOptions) {
  let root: Root | undefined

  return (url: string): void => {
    const [route = '', query = ''] = url.replace(/^\//, '').split('?')
    if (!routes.includes(route)) throw new Error(`${route} is not a page of app.json`)
    if (root !== undefined) {
      pageOf(root).onUnload?.()
      const element = root.getComponent().$$ as unknown as HTMLElement
      element.remove()
      root.release()
    }
    root = backend.createRoot('mp-page', space, route)
    const placeholder = document.createElement('div')
    body.append(placeholder)
    root.attach(body as never, placeholder as never)
    body.scrollTop = 0
    onChange(route)
    const page = pageOf(root)
    page.onLoad?.(Object.fromEntries(new URLSearchParams(query)))
    page.onShow?.()
    page.onReady?.()
  }
}

function pageOf(root: Root): Page {
  return root.get() as unknown as Page
}
