import type { Demo } from './demo.js'
import type { Poster } from './downloads/poster.js'
import { formatBytes, formatSpeed } from './format.js'

/** What the template of the card shows before the first start. */
export const noPoster = {
  state: 'idle' as Poster['state'],
  /** Width of the bar, 0 to 100. */
  percent: 0,
  /** `3 / 9`. */
  settled: '',
  bytes: '',
  speed: '',
  /** `path` is empty for one that did not come. */
  pictures: [] as { id: number; path: string }[],
}

export function viewPoster({ state, group, paths }: Poster): typeof noPoster {
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
