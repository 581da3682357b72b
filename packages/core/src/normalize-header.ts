/**
 * The headers under lower-case names. Hosts differ in case, and HTTP/2 sends lower case (native-apis.md §1.1). A value
 * that came as a list becomes one line, as HTTP allows.
 */
export function normalizeHeader(header: unknown): Record<string, string> {
  const normalized: Record<string, string> = {}
  if (typeof header === 'object' && header !== null) {
    for (const [name, value] of Object.entries(header)) {
      if (value != null)
        normalized[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value)
    }
  }
  return normalized
}
