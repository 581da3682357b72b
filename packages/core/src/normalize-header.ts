/**
 * The headers under lower-case names. Hosts differ in case, and HTTP/2 sends lower case (native-apis.md §1.1). A value
 * that came as a list becomes one line.
 */
export function normalizeHeader(header: unknown): Record<string, string> {
  const normalized: Record<string, string> = {}
  for (const [name, value] of Object.entries(Object(header))) normalized[name.toLowerCase()] = String(value)
  return normalized
}
