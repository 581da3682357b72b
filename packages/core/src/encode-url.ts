/**
 * Percent-encodes what may not stand in a URL and leaves the rest as it is, `%` included, so that nothing is encoded
 * twice. Hosts differ by device in what they do with such characters (native-apis.md §8 rows 7 and 8).
 * Throws a `URIError` for half a surrogate pair.
 */
export function encodeUrl(url: string): string {
  return url.replace(/[^\x21-\x7e]+|["<>\\^`{|}]/g, encodeURIComponent)
}
