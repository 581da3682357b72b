import { formatBytes, formatSize } from '../format.js'
import type { Gallery } from './gallery.js'

type Kept = Pick<Gallery, 'entries' | 'budget' | 'usedBytes' | 'tally'>

/** The head of the page: what the cache takes, and what it was good for. */
export function summarize({ entries, budget, usedBytes, tally }: Kept) {
  /** Of the budget, 0 to 100. */
  const percentOf = (bytes: number) => Math.min(100, Math.round((bytes / budget) * 1000) / 10)
  const pinnedBytes = entries.reduce((sum, { file }) => sum + (file?.isPinned ? file.size : 0), 0)
  /** Whether anything was loaded or kept, so that loading is loading again. */
  const isLoaded = entries.some(({ file, arrival }) => file !== undefined || arrival !== undefined)
  return {
    used: formatBytes(usedBytes),
    usedPercent: percentOf(usedBytes),
    pinnedPercent: percentOf(pinnedBytes),
    /** Whether pinned files take more than there is. */
    isOver: usedBytes > budget,
    hits: String(tally.hits),
    misses: String(tally.misses),
    saved: formatSize(tally.savedBytes),
    isLoaded,
    isBusy: entries.some(({ download }) => download !== undefined),
    canClear: isLoaded,
  }
}
