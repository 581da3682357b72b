import { callNative, type NativeHost, wordsOf } from './device-report/native-call.js'

/** A file that was downloaded. */
export interface FinishedFile {
  readonly path: string
  /** What people call it: the name at the end of `path` may be another one. */
  readonly fileName: string
}

/** What a user does with a file that is there. */
export type FileAction = 'open' | 'share' | 'save'

/** What came of it. `refused`: the user has closed the album for this app. `cancelled`: by the user, just now. */
export interface ActionOutcome {
  readonly state: 'done' | 'cancelled' | 'refused' | 'failed'
  /** The host's own. */
  readonly words: string
}

/** The calls of the host for all this. Names and options are the same on both platforms, but for two that Alipay lacks. */
export interface FileCalls {
  previewImage(options: object): unknown
  previewMedia?(options: object): unknown
  openDocument(options: object): unknown
  shareFileMessage?(options: object): unknown
  saveImageToPhotosAlbum(options: object): unknown
  saveVideoToPhotosAlbum(options: object): unknown
  getSetting(options: object): unknown
  openSetting(options: object): unknown
}

export type FileHost = NativeHost & FileCalls

const extensions = {
  image: ['png', 'jpg', 'jpeg', 'gif', 'webp'],
  video: ['mp4', 'mov'],
  document: ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx'],
}

export function extensionOf(fileName: string): string {
  return /\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
}

function is(kind: keyof typeof extensions, fileName: string): boolean {
  return extensions[kind].includes(extensionOf(fileName))
}

/**
 * The actions that make sense for a file, in their order on the page.
 *
 * @param isNoise - whether nobody could see anything in it
 */
export function actionsFor(fileName: string, canShare: boolean, isNoise: boolean): FileAction[] {
  const isVideo = is('video', fileName)
  const isShown = isVideo || is('image', fileName)
  // A video opens where files can be shared: both are WeChat's.
  const canOpen = isVideo ? canShare : isShown || is('document', fileName)
  const actions: [FileAction, boolean][] = [
    ['open', canOpen && !isNoise],
    ['share', canShare],
    ['save', isShown && !isNoise],
  ]
  return actions.filter(([, can]) => can).map(([action]) => action)
}

/** Waits for as long as the user looks at a picture, or at the question of the host. */
const limit = 600_000

/** Opens, shares or saves a file. WeChat lets some of it happen only while a tap is handled, so nothing is asked before. */
export async function runFileAction(
  host: FileHost,
  action: FileAction,
  { path, fileName }: FinishedFile,
): Promise<ActionOutcome> {
  const call = (name: keyof FileCalls, options: object) =>
    callNative((given) => (host as Required<FileCalls>)[name](given), options, { limit })
  const asVideo = is('video', fileName)
  const calls = {
    open: () =>
      is('document', fileName)
        ? call('openDocument', { filePath: path, fileType: extensionOf(fileName), showMenu: true })
        : asVideo
          ? call('previewMedia', { sources: [{ url: path, type: 'video' }] })
          : call('previewImage', { urls: [path] }),
    share: () => call('shareFileMessage', { filePath: path, fileName }),
    save: () => call(asVideo ? 'saveVideoToPhotosAlbum' : 'saveImageToPhotosAlbum', { filePath: path }),
  }
  const answer = await calls[action]()
  if (answer.end === 'success') return { state: 'done', words: '' }
  const words = wordsOf(answer)
  if (/cancel|取消/i.test(words)) return { state: 'cancelled', words }
  if (action !== 'save') return { state: 'failed', words }
  // The words of a refusal differ from client to client; the settings tell.
  const { payload } = await call('getSetting', {})
  const { authSetting = {} } = payload as { authSetting?: Record<string, unknown> }
  const isRefused = authSetting['scope.writePhotosAlbum'] === false || authSetting.writePhotosAlbum === false
  return { state: isRefused ? 'refused' : 'failed', words }
}
