export const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`
export const microseconds = (value: number): string => `${value.toFixed(1)} µs`
export const seconds = (value: number): string => `${value.toFixed(2)} s`

/** A figure beside what it should be: `1.04× (target ≤ 1.10, met)`. */
export function against(value: number, relation: '≤' | '≥', target: number, digits = 2): string {
  const isMet = relation === '≤' ? value <= target : value >= target
  return `${value.toFixed(digits)} (target ${relation} ${target}: ${isMet ? 'met' : 'MISSED'})`
}
