/** Kinds of files whose name matters to a host's viewers and players, each with the types that servers send for it. */
const extensions: Readonly<Record<string, RegExp>> = {
  jpg: /^image\/(p?jpe?g)$/,
  png: /^image\/(x-)?png$/,
  gif: /^image\/gif$/,
  webp: /^image\/webp$/,
  svg: /^image\/svg\+xml$/,
  bmp: /^image\/(x-ms-)?bmp$/,
  avif: /^image\/avif$/,
  heic: /^image\/hei[cf]$/,
  ico: /^image\/(x-icon|vnd\.microsoft\.icon)$/,
  mp3: /^audio\/(mpeg|mp3)$/,
  m4a: /^audio\/(mp4|x-m4a)$/,
  aac: /^audio\/(x-)?aac$/,
  wav: /^audio\/((x-|vnd\.)?wave?)$/,
  ogg: /^(audio|video|application)\/ogg$/,
  amr: /^audio\/amr$/,
  mp4: /^video\/mp4$/,
  mov: /^video\/quicktime$/,
  webm: /^video\/webm$/,
  pdf: /^application\/pdf$/,
  doc: /^application\/msword$/,
  docx: /wordprocessingml\.document$/,
  xls: /^application\/vnd\.ms-excel$/,
  xlsx: /spreadsheetml\.sheet$/,
  ppt: /^application\/vnd\.ms-powerpoint$/,
  pptx: /presentationml\.presentation$/,
  zip: /^application\/(x-)?zip(-compressed)?$/,
  json: /^application\/json$/,
  txt: /^text\/plain$/,
  html: /^text\/html$/,
  csv: /^text\/csv$/,
  wasm: /^application\/wasm$/,
  ttf: /^(font\/ttf|application\/x-font-ttf)$/,
  woff: /^(font|application)\/(font-)?woff$/,
  woff2: /^font\/woff2$/,
}

/** Kinds that say little, and what a name may say instead: servers send a docx as a zip, or as an older Office file. */
const refinements: Readonly<Record<string, RegExp>> = {
  zip: /^(doc|xls|ppt)x$/,
  doc: /^docx$/,
  xls: /^(xlsx|csv)$/,
  ppt: /^pptx$/,
  txt: /^(csv|json)$/,
}

/**
 * `.png`: a host opens a document, or plays a video, by this. By the content type where that says something (servers send
 * `application/octet-stream`, or a kind of container), else by the name in `Content-Disposition`, the url, and the host's temporary file. Only
 * extensions of the list: nothing else that a server or a url says reaches a path. `''` where nothing tells.
 *
 * @param header - of the answer, under lower-case names
 */
export function fileExtension(
  header: Readonly<Record<string, string>>,
  url: string,
  tempFilePath = '',
): string {
  const { 'content-type': contentType = '', 'content-disposition': disposition = '' } = header
  const type = contentType.replace(/\s*;.*/, '').toLowerCase()
  const known = Object.keys(extensions).find((name) => extensions[name]?.test(type))
  const names = [
    // Also of the extended notation, whose extension is ASCII all the same (RFC 6266 §4.3).
    /\bfilename\*?\s*=(?:\s*"[^"]*|[^;"]*)\.(\w+)"?\s*(?:;|$)/i.exec(disposition),
    /^https?:\/\/[^/?#]*\/[^?#]*\.(\w+)(?:[?#]|$)/i.exec(url),
    /\.(\w+)$/.exec(tempFilePath),
  ].map((match) => (match?.[1] ? match[1].toLowerCase() : ''))
  const isBetter = (name: string): boolean =>
    known === undefined ? Object.keys(extensions).includes(name) : refinements[known]?.test(name) === true
  const given = names.find(isBetter) || known
  return given ? `.${given}` : ''
}

/** Bytes of UTF-8 that a name may have: 255 are what file systems take, and a number may be added. */
const longestName = 240

/**
 * What a file is called: by `Content-Disposition` (RFC 6266), else by the end of the url's path, else `download`; with an extension by what it is
 * where it has none. It is a name for a file on any host: without separators, control characters, a dot at its beginning, and not too long.
 *
 * @param header - of the response, under lower-case names
 */
export function fileNameOf(header: Readonly<Record<string, string>>, url: string): string {
  const [, urlName = ''] = /^https?:\/\/[^/?#]*\/(?:[^?#]*\/)?([^/?#]*)/i.exec(url) || []
  const name =
    cleanName(dispositionName(header['content-disposition'] || '')) ||
    cleanName(decode(urlName)) ||
    'download'
  const extension = /\.\w{1,8}$/.test(name) ? '' : fileExtension(header, url)
  const [, stem = '', end = ''] = /^(.*?)(\.\w{1,8})?$/.exec(name + extension) || []
  const characters = [...stem]
  while (characters.length > 1 && utf8Length(characters.join('') + end) > longestName) characters.pop()
  return characters.join('') + end
}

/** The name with a number, where it is taken. Some file systems take `A` and `a` for the same. */
export function freeName(name: string, taken: readonly string[]): string {
  const lower = new Set(taken.map((other) => other.toLowerCase()))
  const [, stem = '', end = ''] = /^(.+?)(\.\w{1,8})?$/.exec(name) || []
  let free = name
  for (let count = 1; lower.has(free.toLowerCase()); count += 1) free = `${stem} (${count})${end}`
  return free
}

function dispositionName(disposition: string): string {
  const [, charset = '', extended = ''] =
    /\bfilename\*\s*=\s*"?([\w-]+)'[^']*'([^;"\s]*)/i.exec(disposition) || []
  // The others are ISO 8859-1, whose characters have the numbers of their bytes.
  const unescaped = extended.replace(/%([\da-f]{2})/gi, (_, byte) => String.fromCharCode(parseInt(byte, 16)))
  if (extended) return /^utf-8$/i.test(charset) ? decode(extended) : unescaped
  const [, quoted, token = ''] = /\bfilename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/i.exec(disposition) || []
  const name = quoted === undefined ? token : quoted.replace(/\\(.)/g, '$1')
  // Many servers send UTF-8, as it is or escaped, which hosts hand over byte by byte.
  return decode(
    name.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`),
    name,
  )
}

/** Percent-encoded UTF-8; `otherwise` where it is none. */
function decode(text: string, otherwise: string = text): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return otherwise
  }
}

function cleanName(name: string): string {
  const characters = [...name.replace(/^.*[/\\]/, '')].filter((character) => {
    const code = character.codePointAt(0) || 0
    return !unprintable.some(([first, last]) => code >= first && code <= last)
  })
  return characters
    .join('')
    .replace(/[:*?"<>|]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(reserved, '_$&')
}

/** Devices of Windows, where the tools of the vendors run. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/** Control characters, those that turn the direction of the text, and halves of characters. */
const unprintable: readonly (readonly [first: number, last: number])[] = [
  [0, 0x1f],
  [0x7f, 0x9f],
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
  [0xd800, 0xdfff],
]

function utf8Length(text: string): number {
  return encodeURIComponent(text).replace(/%../g, 'x').length
}
