import type { Screen } from './screen.js'

/** What the renderer uses of `wx` or `my`, and adds to it: the calls that need a screen. */
export interface Host {
  onAppShow?(listener: () => void): void
  onAppHide?(listener: () => void): void
  getNetworkType?(options: { success(result: { networkType: string }): void }): void
  onNetworkStatusChange?(listener: (event: { isConnected: boolean; networkType: string }) => void): void
  /** Only where the host is our simulator. */
  readonly simulate?: { readFile(path: string): Uint8Array | undefined }
}

/** The global `wx` or `my`; whoever loads the page puts it there first. */
export function currentHost(): Host {
  const { wx, my } = globalThis as { wx?: Host; my?: Host }
  const host = wx ?? my
  if (host === undefined) throw new Error('There is no wx and no my: load the simulated host first')
  return host
}

const urls = new Map<string, string>()

/**
 * What the browser can show for the `src` of an image: a temporary or user file is read from the simulated phone,
 * since its path means nothing to a browser. Any other address stays.
 */
export function localImageUrl(src: string): string {
  const known = urls.get(src)
  const bytes = currentHost().simulate?.readFile(src)
  if (bytes === undefined) return src.startsWith('data:') ? src : ''
  if (known !== undefined) URL.revokeObjectURL(known)
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]))
  urls.set(src, url)
  return url
}

/** WeChat has `data`, Alipay `text`. */
interface ClipboardOptions {
  readonly data: string
  readonly text: string
  success?(): void
}

/** Gives the host the calls that need a screen; the simulator has none. Options and names are the native ones. */
export function addScreenCalls(host: object, openPage: (url: string) => void, screen: Screen): void {
  Object.assign(host, {
    redirectTo: ({ url }: { readonly url: string }) => openPage(url),
    setLanguage: (language: string) => {
      document.documentElement.lang = language
    },
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
