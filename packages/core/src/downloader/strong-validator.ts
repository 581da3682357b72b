/**
 * What identifies this version of the file to the byte: a strong entity tag, or a modification date at least a second
 * before the answer's own (RFC 9110 §8.8.2.2). `undefined` where the server names none; a weak tag does not count.
 */
export function strongValidator(header: Readonly<Record<string, string>>): string | undefined {
  const { etag = '', date = '', 'last-modified': modified = '' } = header
  if (etag.startsWith('"')) return etag
  return Date.parse(date) - Date.parse(modified) >= 1000 ? modified : undefined
}
