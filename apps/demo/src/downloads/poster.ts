import type { DemoHost } from '../demo-host.js'
import type { Downloader, DownloadGroup, DownloadLibrary, DownloadRequest } from '../download-library.js'
import { currentServer, currentSource } from '../file-source.js'
import { createListeners } from '../listeners.js'
import { picturesOf } from '../pictures/pictures.js'

export type Poster = ReturnType<typeof createPoster>

/** Nine pictures that are wanted together: the downloads of a group, in the queue of the list. */
export function createPoster(library: DownloadLibrary, host: DemoHost, downloader: Downloader) {
  const { tell, watch } = createListeners()
  const poster = {
    state: 'idle' as 'idle' | 'running' | 'paused' | 'done',
    /** Of the last start. */
    group: undefined as DownloadGroup | undefined,
    /** In their order, when all have ended; empty for one that did not come. */
    paths: [] as readonly string[],
  }
  const change = (changes: Partial<typeof poster>) => {
    Object.assign(poster, changes)
    tell()
  }

  return Object.assign(poster, {
    watch,

    start() {
      if (poster.state === 'running' || poster.state === 'paused') return
      const group = library.downloadAll(downloader, requestsFor(host))
      change({ state: 'running', group, paths: [] })
      group.onProgressUpdate(tell)
      void group.then((outcomes) => {
        const paths = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.path : ''))
        change({ state: 'done', paths })
      })
    },

    pause() {
      poster.group?.pause()
      change({ state: 'paused' })
    },

    resume() {
      poster.group?.resume()
      change({ state: 'running' })
    },

    abort: () => poster.group?.abort(),
  })
}

/** Before what waits in the queue: somebody looks at the bar. */
function requestsFor(host: DemoHost): DownloadRequest[] {
  const all = picturesOf(currentSource(host), currentServer(host))
  return all.slice(0, 9).map(({ url }) => ({ url, priority: 1 }))
}
