import type { PageStack } from './page-stack.js'
import type { Screen } from './screen.js'

interface UrlOptions {
  readonly url: string
}

/** WeChat has `data`, Alipay `text`. */
interface ClipboardOptions {
  readonly data: string
  readonly text: string
  success?(): void
}

/** Gives the host the calls that need a screen; the simulator has none. Options and names are the native ones. */
export function addScreenCalls(host: object, pages: PageStack, screen: Screen): void {
  Object.assign(host, {
    navigateTo: ({ url }: UrlOptions) => pages.navigateTo(url),
    redirectTo: ({ url }: UrlOptions) => pages.redirectTo(url),
    reLaunch: ({ url }: UrlOptions) => pages.reLaunch(url),
    navigateBack: () => pages.navigateBack(),
    // WeChat.
    setNavigationBarTitle: ({ title }: { readonly title: string }) => screen.setTitle(title),
    setClipboardData: ({ data, success }: ClipboardOptions) => copy(data, success),
    // Alipay.
    setNavigationBar: ({ title }: { readonly title?: string }) => {
      if (title !== undefined) screen.setTitle(title)
    },
    setClipboard: ({ text, success }: ClipboardOptions) => copy(text, success),
  })
}

function copy(text: string, success?: () => void): void {
  void navigator.clipboard.writeText(text).then(success)
}
