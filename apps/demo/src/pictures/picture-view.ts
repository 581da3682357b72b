import { formatBytes, formatDuration } from '../format.js'
import type { Messages } from '../messages/messages.js'
import type { Origin } from './arrival.js'
import type { PictureEntry } from './picture-entry.js'

/** What a picture is at the moment: how it came, or why it is not there. `kept` came in an earlier run of the app. */
export type PictureState = Origin | 'empty' | 'queued' | 'loading' | 'waiting' | 'failed' | 'evicted' | 'kept'

/** A cell of the grid as the page shows it; texts are empty where there is nothing to say. */
export type PictureView = ReturnType<typeof viewPicture>

export function viewPicture(entry: PictureEntry, text: Messages, now: number) {
  const { picture, file, download, arrival, failure } = entry
  const state = stateOf(entry)
  const tempFilePath = arrival?.tempFilePath ?? ''
  const size = file?.size ?? (tempFilePath === '' ? undefined : arrival?.size)
  const hasArrived = state === arrival?.origin && download === undefined
  return {
    id: picture.id,
    /** What the server says about keeping it. */
    policy: picture.policy,
    src: file?.filePath ?? tempFilePath,
    state,
    /** The state in words; for a failure, its code. */
    stamp: state === 'failed' && failure !== undefined ? failure : text.cache.states[state],
    size: size === undefined ? '' : formatBytes(size),
    /** How long it took to come. */
    took: hasArrived ? formatDuration(arrival.duration) : '',
    age: file === undefined ? '' : formatAge(now - file.stored, text.cache),
    /** Whether it would be served without asking the server. */
    isFresh: file?.isFresh === true,
    isCached: file !== undefined,
    isPinned: file?.isPinned === true,
  }
}

function stateOf({ file, isEvicted, download, arrival, failure }: PictureEntry): PictureState {
  if (download?.state === 'queued' || download?.state === 'waiting') return download.state
  if (download !== undefined) return 'loading'
  if (failure !== undefined) return 'failed'
  if (arrival !== undefined && (file !== undefined || arrival.tempFilePath !== '')) return arrival.origin
  if (file !== undefined) return 'kept'
  return isEvicted ? 'evicted' : 'empty'
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** `12 秒前`. A clock that was set back makes everything new. */
function formatAge(milliseconds: number, text: Messages['cache']): string {
  const [unit, words] =
    milliseconds < minute
      ? [second, text.secondsAgo]
      : milliseconds < hour
        ? [minute, text.minutesAgo]
        : milliseconds < day
          ? [hour, text.hoursAgo]
          : [day, text.daysAgo]
  const number = Math.floor(milliseconds / unit)
  return number < 1 ? text.justNow : words.replace('#', String(number))
}
