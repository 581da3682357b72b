import { formatBytes, formatSize } from '../format.js'
import type { Gallery } from './gallery.js'

/** The head of the page: what the cache takes, and what it was good for. */
export interface GallerySummary {
  used: string
  /** Shares of the budget, 0 to 100: of all files, and of those that are pinned. */
  usedPercent: number
  pinnedPercent: number
  /** Whether pinned files take more than there is. */
  isOver: boolean
  hits: string
  misses: string
  saved: string
  /** Whether anything was loaded or kept, so that loading is loading again. */
  isLoaded: boolean
  isBusy: boolean
  canClear: boolean
}

export const emptySummary: GallerySummary = {
  used: '0 B',
  usedPercent: 0,
  pinnedPercent: 0,
  isOver: false,
  hits: '0',
  misses: '0',
  saved: '0 B',
  isLoaded: false,
  isBusy: false,
  canClear: false,
}

export function summarize({ entries, budget, usedBytes, tally }: Gallery): GallerySummary {
  const percentOf = (bytes: number) => Math.min(100, Math.round((bytes / budget) * 1000) / 10)
  const pinnedBytes = entries.reduce((sum, { file }) => sum + (file?.isPinned ? file.size : 0), 0)
  const isLoaded = entries.some(({ file, arrival }) => file !== undefined || arrival !== undefined)
  return {
    used: formatBytes(usedBytes),
    usedPercent: percentOf(usedBytes),
    pinnedPercent: percentOf(pinnedBytes),
    isOver: usedBytes > budget,
    hits: String(tally.hits),
    misses: String(tally.misses),
    saved: formatSize(tally.savedBytes),
    isLoaded,
    isBusy: entries.some(({ download }) => download !== undefined),
    canClear: isLoaded,
  }
}
