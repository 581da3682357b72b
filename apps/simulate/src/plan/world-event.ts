import type { PhoneNetwork } from '@miniferry/download-simulator'

/** What happens in a world, besides what its server does. */
export type WorldEvent =
  /** The app asks for a file, or asks once more. */
  | { readonly kind: 'ask'; readonly wish: number }
  | { readonly kind: 'pause' | 'resume' | 'abort' | 'signal'; readonly wish: number }
  | { readonly kind: 'pause all' | 'resume all' | 'abort all' | 'restore'; readonly downloader: number }
  | { readonly kind: 'background' | 'foreground' }
  | { readonly kind: 'network'; readonly type: PhoneNetwork }
  /** The app is killed before one of its next steps on the disk, or at once. It comes back, with or without `restore()`. */
  | { readonly kind: 'kill'; readonly steps: number; readonly restores: boolean }
  /** One of the next steps on the disk fails. */
  | { readonly kind: 'broken disk'; readonly steps: number }
  | { readonly kind: 'full disk'; readonly freeBytes: number }
  | { readonly kind: 'free disk' }
  | { readonly kind: 'lost files'; readonly which: LostFiles }
  /** The server has a new version. */
  | { readonly kind: 'new version'; readonly resource: number }
  /** The app calls `downloadFile` itself, with or without `filePath`. */
  | { readonly kind: 'plain download'; readonly resource: number; readonly hasPath?: boolean }
  /** The same with an address that the host refuses. */
  | { readonly kind: 'bad download' }
  | { readonly kind: 'cache'; readonly call: CacheCall; readonly wish: number }
  /** For so long the host accepts downloads and never answers, or throws. */
  | { readonly kind: 'deaf host' | 'throwing host'; readonly milliseconds: number }

/** What goes behind the app's back. */
export type LostFiles = 'parts' | 'records' | 'temporary' | 'cached' | 'index' | 'old files' | 'everything'

export type CacheCall = 'get' | 'has' | 'pin' | 'unpin' | 'delete' | 'clear' | 'size' | 'entries' | 'shrink'
