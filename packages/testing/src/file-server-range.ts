/** A part of a body: first byte and one past the last. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * What a `Range` header asks of a body of `size` bytes (RFC 9110 §14): a part, `'unsatisfiable'`, or `undefined` where the
 * header is absent or not understood and the whole body is to be sent. Several ranges at once are not understood.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.replace(/\s/g, '') ?? '')
  if (match === null) return undefined
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  return start < end ? { start, end } : 'unsatisfiable'
}
