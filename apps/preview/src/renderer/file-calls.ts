import { currentHost } from './current-host.js'

/** The callbacks that every call of a host has. */
interface Callbacks {
  success?(result: object): void
  fail?(error: object): void
}

interface FileOptions extends Callbacks {
  readonly filePath?: string
  readonly fileName?: string
  readonly urls?: readonly string[]
  readonly sources?: readonly { readonly url: string }[]
}

/** Types that a browser shows by itself; anything else it offers to keep. */
const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
}

/**
 * Gives the host what opens, shares and saves files, as far as a browser can: a new tab, its share sheet, and the folder of downloads, for
 * which it asks nobody.
 */
export function addFileCalls(host: object): void {
  const open = call('open', openTab)
  const save = call('save', keep)
  Object.assign(host, {
    previewImage: open,
    previewMedia: open,
    openDocument: open,
    saveImageToPhotosAlbum: save,
    saveVideoToPhotosAlbum: save,
    // WeChat alone shares files.
    ...('wx' in globalThis && { shareFileMessage: call('shareFileMessage', share) }),
    getSetting: ({ success }: Callbacks) => success?.({ authSetting: {} }),
    openSetting: ({ success }: Callbacks) => success?.({ authSetting: {} }),
  })
}

function call(name: string, use: (file: File) => void | Promise<void>) {
  return async (options: FileOptions): Promise<void> => {
    const path = options.filePath ?? options.urls?.[0] ?? options.sources?.[0]?.url ?? ''
    try {
      await use(readFile(path, options.fileName ?? path.split('/').pop() ?? 'file'))
      options.success?.({ errMsg: `${name}:ok` })
    } catch (error) {
      const isCancelled = error instanceof DOMException && error.name === 'AbortError'
      const reason = isCancelled ? 'cancel' : String(error)
      options.fail?.({ error: 1, errorMessage: reason, errMsg: `${name}:fail ${reason}` })
    }
  }
}

function readFile(path: string, name: string): File {
  const bytes = currentHost().simulate?.readFile(path)
  if (bytes === undefined) throw new Error(`no such file ${path}`)
  const type = types[name.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream'
  return new File([new Uint8Array(bytes)], name, { type })
}

function openTab(file: File): void {
  if (window.open(URL.createObjectURL(file)) === null) throw new Error('the browser opens no tab')
}

function keep(file: File): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
}

async function share(file: File): Promise<void> {
  const data = { files: [file] }
  if (navigator.canShare?.(data)) await navigator.share(data)
  else keep(file)
}
