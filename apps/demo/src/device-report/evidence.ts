/** A value of the host as JSON can keep it: short, and with words for what JSON cannot say. */
export function evidenceOf(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > 160 ? `${value.slice(0, 160)}…` : value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value === undefined) return 'undefined'
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'function') return 'function'
  if (value instanceof Error) return evidenceOf(`${value.name}: ${value.message}`)
  if (typeof value !== 'object' || depth > 2) return String(value)
  if (Array.isArray(value)) return value.slice(0, 20).map((entry) => evidenceOf(entry, depth + 1))
  const kept: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    // Thirty numbers that say nothing here.
    if (name !== 'profile') kept[name] = evidenceOf((value as Record<string, unknown>)[name], depth + 1)
  }
  return kept
}

/** What a failed call says, in one line: number and words. */
export function failureWords(payload: unknown): string {
  const { errMsg, errno, error, errorMessage } = (payload ?? {}) as Record<string, unknown>
  const said = [errno ?? error, errMsg ?? errorMessage].filter((part) => part !== undefined)
  return said.length === 0 ? String(evidenceOf(payload)) : said.join(' ')
}
