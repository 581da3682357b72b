import type { Demo } from './demo.js'
import type { Poster } from './downloads/poster.js'
import { formatBytes, formatSpeed } from './format.js'

/** What the template of the card shows. */
export interface PosterView {
  state: Poster['state']
  /** Width of the bar, 0 to 100. */
  percent: number
  /** `3 / 9`. */
  settled: string
  bytes: string
  speed: string
  /** `path` is empty for one that did not come. */
  pictures: { id: number; path: string }[]
}

export const noPoster: PosterView = {
  state: 'idle',
  percent: 0,
  settled: '',
  bytes: '',
  speed: '',
  pictures: [],
}

export function viewPoster({ state, group, paths }: Poster): PosterView {
  if (group === undefined) return noPoster
  const { progress, settled, count, totalBytesWritten, bytesPerSecond } = group.progress
  return {
    state,
    percent: progress,
    settled: `${settled} / ${count}`,
    bytes: formatBytes(totalBytesWritten),
    speed: state === 'running' && bytesPerSecond > 0 ? formatSpeed(bytesPerSecond) : '',
    pictures: paths.map((path, id) => ({ id, path })),
  }
}

/** The handlers of the card. */
export function posterHandlers(getApp: Demo['getApp']) {
  return {
    startPoster: () => getApp().poster.start(),
    pausePoster: () => getApp().poster.pause(),
    resumePoster: () => getApp().poster.resume(),
    abortPoster: () => getApp().poster.abort(),
  }
}
