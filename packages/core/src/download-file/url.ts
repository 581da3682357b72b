/**
 * Percent-encodes what may not stand in a URL and leaves the rest as it is, `%` included, so that nothing is encoded
 * twice. Hosts differ by device in what they do with such characters (native-apis.md §8 rows 7 and 8).
 * Throws a `URIError` for half a surrogate pair.
 */
export function encodeUrl(url: string): string {
  // `encodeURI` does the same, but for `%` and the brackets of an IPv6 address: those are put back.
  return encodeURI(url).replace(/%(25|5B|5D)/g, decodeURIComponent)
}

/** The url without what must not reach a log: credentials, the values of its query, the fragment, the body of a data URL. */
export function redactUrl(url: string): string {
  return url
    .replace(/^(data:[^;,]*)[\s\S]*/i, '$1;…')
    .replace(/\/\/[^/?#]*@/, '//')
    .replace(/([?&][^=&#]*=)[^&#]*/g, '$1…')
    .replace(/#[\s\S]*/, '#…')
}
