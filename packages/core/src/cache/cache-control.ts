/** The directives of a `Cache-Control` header under lower-case names; one without a value is `''`. The first of a name counts. */
export function readCacheControl(text = ''): ReadonlyMap<string, string> {
  const directives = new Map<string, string>()
  // Commas within quotes are part of a value: `private="set-cookie, date"`.
  const directive = /([\w-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s",;]*)))?/g
  for (let match = directive.exec(text); match; match = directive.exec(text)) {
    const [, name = '', quoted, plain = ''] = match
    if (!directives.has(name.toLowerCase())) {
      directives.set(name.toLowerCase(), quoted === undefined ? plain : quoted)
    }
  }
  return directives
}

/** Milliseconds of a directive in seconds, at most 2^31 (RFC 9111 §1.2.2); one that makes no sense counts as none at all (§4.2.1). */
export function readSeconds(text: string): number {
  return /^\d+$/.test(text) ? Math.min(Number(text), 2 ** 31) * 1000 : 0
}
