import type { DemoHost } from './demo-host.js'
import type { DownloadLibrary } from './download-library.js'
import { createDownloadList, type DownloadList } from './downloads/download-list.js'

/** What lives as long as the app does, whichever page is open: what `getApp()` returns on both platforms. */
export interface DemoApp {
  readonly downloads: DownloadList
}

/** What `App()` takes on both platforms. */
export function createDemoApp(library: DownloadLibrary, host: DemoHost) {
  const downloads = createDownloadList(library, host)
  return {
    downloads,

    onLaunch(): void {
      void downloads.restore()
    },
  }
}
