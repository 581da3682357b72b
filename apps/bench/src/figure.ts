/** A part of the report, which can be run alone by its name. */
export interface Figure {
  readonly name: string
  readonly title: string
  measure(): Promise<Measured>
}

/** Rows of a table, the header first, and what has to be said beside it. */
export interface Measured {
  readonly rows: readonly (readonly string[])[]
  readonly notes?: readonly string[]
}

export const platforms = [
  { name: 'wechat', title: 'WeChat' },
  { name: 'alipay', title: 'Alipay' },
] as const

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`
export const microseconds = (value: number): string => `${value.toFixed(1)} µs`

/** A figure beside what it should be: `1.04 (target ≤ 1.10: met)`. */
export function against(value: number, relation: '≤' | '≥', target: number, digits = 2): string {
  const isMet = relation === '≤' ? value <= target : value >= target
  return `${value.toFixed(digits)} (target ${relation} ${target}: ${isMet ? 'met' : 'MISSED'})`
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
