import type { DemoHost } from '../demo-host.js'
import type { Downloader, DownloadGroup, DownloadLibrary, DownloadRequest } from '../download-library.js'
import { currentServer, currentSource } from '../file-source.js'
import { createListeners, type Listeners } from '../listeners.js'
import { picturesOf } from '../pictures/pictures.js'

/** Nine pictures that are wanted together: the downloads of a group, in the queue of the list. */
export interface Poster extends Pick<Listeners, 'watch'> {
  readonly state: 'idle' | 'running' | 'paused' | 'done'
  /** Of the last start. */
  readonly group: DownloadGroup | undefined
  /** In their order, when all have ended; empty for one that did not come. */
  readonly paths: readonly string[]
  start(): void
  pause(): void
  resume(): void
  abort(): void
}

export function createPoster(library: DownloadLibrary, host: DemoHost, downloader: Downloader): Poster {
  const { tell, watch } = createListeners()
  let state: Poster['state'] = 'idle'
  let group: DownloadGroup | undefined
  let paths: readonly string[] = []

  const move = (next: Poster['state']) => {
    state = next
    tell()
  }

  return {
    get state() {
      return state
    },
    get group() {
      return group
    },
    get paths() {
      return paths
    },

    start() {
      if (state === 'running' || state === 'paused') return
      const started = library.downloadAll(downloader, requestsFor(host))
      group = started
      paths = []
      started.onProgressUpdate(tell)
      move('running')
      void started.then((outcomes) => {
        paths = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.path : ''))
        move('done')
      })
    },

    pause() {
      group?.pause()
      move('paused')
    },

    resume() {
      group?.resume()
      move('running')
    },

    abort: () => group?.abort(),
    watch,
  }
}

/** Before what waits in the queue: somebody looks at the bar. */
function requestsFor(host: DemoHost): DownloadRequest[] {
  const all = picturesOf(currentSource(host), currentServer(host))
  return all.slice(0, 9).map(({ url }) => ({ url, priority: 1 }))
}
