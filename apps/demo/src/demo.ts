import type { DemoHost } from './demo-host.js'
import type { DownloadLibrary } from './download-library.js'
import { createDownloadList, type DownloadList } from './downloads/download-list.js'
import { createPoster, type Poster } from './downloads/poster.js'
import { createGallery, type Gallery } from './pictures/gallery.js'

/** What a native project gives the pages. */
export interface Demo {
  readonly library: DownloadLibrary
  readonly host: DemoHost
  getApp(): DemoApp
}

/** What lives as long as the app does, whichever page is open: what `getApp()` returns on both platforms. */
export interface DemoApp {
  readonly downloads: DownloadList
  readonly poster: Poster
  readonly gallery: Gallery
}

/** What `App()` takes on both platforms. */
export function createDemoApp({ library, host }: Omit<Demo, 'getApp'>) {
  const downloads = createDownloadList(library, host)
  return {
    downloads,
    poster: createPoster(library, host, downloads.downloader),
    gallery: createGallery(library, host),

    onLaunch(): void {
      void downloads.restore()
    },
  }
}
