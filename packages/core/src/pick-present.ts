/** The members of `source` that are there, of those that are named. */
export function pickPresent(source: object, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) {
    const value = (source as Record<string, unknown>)[name]
    if (value != null) picked[name] = value
  }
  return picked
}
