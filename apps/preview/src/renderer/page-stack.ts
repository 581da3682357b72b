import type { AssociatedBackend, CodeSpace, Root } from 'glass-easel-miniprogram-adapter'

/** A page instance, as far as the renderer calls it. */
interface Page {
  route?: string
  onLoad?(query: Record<string, string>): void
  onShow?(): void
  onReady?(): void
  onHide?(): void
  onUnload?(): void
}

interface OpenPage {
  readonly route: string
  readonly root: Root
  readonly page: Page
  /** How far it was scrolled when another page covered it. */
  scrollTop: number
}

export interface PageStack {
  readonly pages: readonly Page[]
  /** `url` may begin with a slash and carry a query. */
  navigateTo(url: string): void
  redirectTo(url: string): void
  reLaunch(url: string): void
  navigateBack(): void
}

export interface PageStackOptions {
  readonly backend: AssociatedBackend
  readonly space: CodeSpace
  readonly body: HTMLElement
  readonly routes: readonly string[]
  /** Called when another page is on top. */
  onChange(route: string, depth: number): void
}

/** The pages that are open, the last one visible, with the lifecycle calls that a host makes. */
export function createPageStack({ backend, space, body, routes, onChange }: PageStackOptions): PageStack {
  const stack: OpenPage[] = []
  const top = () => stack[stack.length - 1]

  function open(url: string): void {
    const [path = '', query = ''] = url.replace(/^\//, '').split('?')
    if (!routes.includes(path)) throw new Error(`${path} is not a page of app.json`)
    const root = backend.createRoot('mp-page', space, path)
    const placeholder = document.createElement('div')
    body.append(placeholder)
    root.attach(body as never, placeholder as never)
    const page = root.get() as unknown as Page
    page.route = path
    stack.push({ route: path, root, page, scrollTop: 0 })
    body.scrollTop = 0
    onChange(path, stack.length)
    page.onLoad?.(Object.fromEntries(new URLSearchParams(query)))
    page.onShow?.()
    page.onReady?.()
  }

  function close(): void {
    const closed = stack.pop()
    if (closed === undefined) return
    closed.page.onUnload?.()
    elementOf(closed.root).remove()
    closed.root.release()
  }

  return {
    get pages() {
      return stack.map(({ page }) => page)
    },
    navigateTo(url) {
      const covered = top()
      if (covered !== undefined) {
        covered.page.onHide?.()
        covered.scrollTop = body.scrollTop
        elementOf(covered.root).hidden = true
      }
      open(url)
    },
    redirectTo(url) {
      close()
      open(url)
    },
    reLaunch(url) {
      while (stack.length > 0) close()
      open(url)
    },
    navigateBack() {
      if (stack.length < 2) return
      close()
      const uncovered = top()
      if (uncovered === undefined) return
      elementOf(uncovered.root).hidden = false
      body.scrollTop = uncovered.scrollTop
      onChange(uncovered.route, stack.length)
      uncovered.page.onShow?.()
    },
  }
}

function elementOf(root: Root): HTMLElement {
  return root.getComponent().$$ as unknown as HTMLElement
}
