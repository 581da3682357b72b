import { formatSpeed } from '../format.js'
import type { Messages } from '../messages/messages.js'
import { type DownloadEntry, isUnfinished, stateOf } from './download-entry.js'

/** The whole list in one line, and which of the buttons for all make sense. */
export function summarize(entries: readonly DownloadEntry[], text: Messages['downloads']) {
  const count = (...states: string[]) => entries.filter((entry) => states.includes(stateOf(entry))).length
  const counts = [
    [text.inProgress, count('active')],
    [text.waiting, count('queued', 'waiting')],
    [text.paused, count('paused')],
    [text.completed, count('completed')],
    [text.failed, count('failed', 'aborted')],
  ] as const
  const speed = entries.reduce(
    (sum, entry) =>
      stateOf(entry) === 'active' ? sum + (entry.download?.progress.bytesPerSecond ?? 0) : sum,
    0,
  )
  const unfinished = entries.filter(isUnfinished).length
  return {
    /** `2 running · 3 waiting`. */
    counts: counts
      .filter(([, number]) => number > 0)
      .map(([words, number]) => words.replace('#', String(number)))
      .join(' · '),
    /** Of all together; empty while nothing runs. */
    speed: speed === 0 ? '' : formatSpeed(speed),
    canPause: count('active', 'queued', 'waiting') > 0,
    canResume: count('paused') > 0,
    canAbort: unfinished > 0,
    canClear: unfinished < entries.length,
  }
}
