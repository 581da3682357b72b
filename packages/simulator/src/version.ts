/** Compares part by part as numbers: `'2.10.4'` is newer than `'2.9.0'` (native-apis.md §6). */
export function isVersionAtLeast(version: string, least: string): boolean {
  const own = version.split('.').map(Number)
  const other = least.split('.').map(Number)
  for (let part = 0; part < Math.max(own.length, other.length); part++) {
    const difference = (own[part] ?? 0) - (other[part] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
