/** `1.5 MB`; decimal units, as file managers on phones count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`
  if (bytes < 1e6) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1e6).toFixed(bytes < 1e8 ? 2 : 1)} MB`
}

/** `85 ms`, `1.24 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`
}

/** `3.2 MB/s`. */
export function formatSpeed(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`
}

/** `20 MB`: of a size that somebody chose, so without the digits that say nothing. */
export function formatSize(bytes: number): string {
  return formatBytes(bytes).replace(/\.0+ /, ' ')
}

/** JSON, or the plain text of what has none: a host may throw anything. */
export function formatJson(value: unknown, indent = 1): string {
  try {
    return JSON.stringify(value, null, indent) ?? String(value)
  } catch {
    return String(value)
  }
}
