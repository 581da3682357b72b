import { createProblem } from './problem.js'

/** Encodings of the file APIs (native-apis.md §5.2): those that downloads and their checksums need. */
export type TextEncoding = 'base64' | 'hex' | 'utf-8'

const names: Readonly<Record<string, TextEncoding>> = {
  base64: 'base64',
  hex: 'hex',
  utf8: 'utf-8',
  'utf-8': 'utf-8',
}

/** Throws a problem for any other name. */
export function textEncoding(name: unknown): TextEncoding {
  const encoding = typeof name === 'string' ? names[name.toLowerCase()] : undefined
  if (encoding === undefined) throw createProblem('encoding')
  return encoding
}

export function decodeText(bytes: Uint8Array, encoding: TextEncoding): string {
  if (encoding === 'utf-8') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  let text = ''
  // In pieces, since a call takes only so many arguments.
  for (let offset = 0; offset < bytes.length; offset += 8192) {
    text += String.fromCharCode(...bytes.subarray(offset, offset + 8192))
  }
  return btoa(text)
}

export function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text)
    case 'hex':
      return Uint8Array.from(text.match(/[\da-f]{2}/gi) ?? [], (digits) => Number.parseInt(digits, 16))
    case 'base64':
      return Uint8Array.from(decodeBase64(text), (letter) => letter.charCodeAt(0))
  }
}

function decodeBase64(text: string): string {
  try {
    return atob(text)
  } catch (cause) {
    throw createProblem('encoding', { cause })
  }
}

/** What an app passes as file data. */
export function bytesOfData(data: unknown, encoding: unknown): Uint8Array {
  if (typeof data === 'string') return encodeText(data, textEncoding(encoding ?? 'utf8'))
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  // A buffer of another realm, as in a page under jsdom.
  if (Object.prototype.toString.call(data) === '[object ArrayBuffer]')
    return new Uint8Array(data as ArrayBuffer)
  throw createProblem('invalid-argument')
}

/** A copy of its own, as a host hands it over. */
export function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer
}
