/**
 * The headers under lower-case names. Hosts differ in case, and HTTP/2 sends lower case (native-apis.md §1.1). A value
 * that came as a list becomes one line; headers that are no object count as none.
 */
export function normalizeHeader(header: unknown): Record<string, string> {
  const normalized: Record<string, string> = {}
  for (const [name, value] of Object.entries(typeof header === 'object' && header ? header : {})) {
    normalized[name.toLowerCase()] = String(value)
  }
  return normalized
}
