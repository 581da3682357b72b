/** The address of a path at a server, percent-encoded, with query knobs. */
export function addressOf(
  origin: string,
  path: string,
  query: Readonly<Record<string, string | number>> = {},
): string {
  const url = new URL(path, origin)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url.href
}
