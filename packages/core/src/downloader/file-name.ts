/** Kinds of files whose name matters to a host's viewers and players. Most are called so in their type as well. */
const extensions: readonly string[] =
  /* @__PURE__ */ 'jpg png gif webp svg bmp avif heic ico mp3 m4a aac wav ogg amr mp4 mov webm pdf doc docx xls xlsx ppt pptx zip json txt html csv wasm ttf woff woff2'.split(
    ' ',
  )

/** What else servers call them, without what stands before it. */
const otherNames: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  pjpeg: 'jpg',
  'svg+xml': 'svg',
  heif: 'heic',
  icon: 'ico',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  wave: 'wav',
  quicktime: 'mov',
  msword: 'doc',
  'wordprocessingml.document': 'docx',
  excel: 'xls',
  'spreadsheetml.sheet': 'xlsx',
  powerpoint: 'ppt',
  'presentationml.presentation': 'pptx',
  'zip-compressed': 'zip',
  plain: 'txt',
}

/** A kind that says little, and what a name may say instead: servers send a docx as a zip, or as an older Office file. */
const refinement = /^(zip (doc|xls|ppt)x|doc docx|xls (xlsx|csv)|ppt pptx|txt (csv|json))$/

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
  const { 'content-type': contentType = '' } = header
  const [, type = '', word = ''] =
    /^(image|audio|video|application|text|font)\/(?:x-|vnd\.|ms-|microsoft\.|openxmlformats-officedocument\.|font-)*([\w.+-]+)\s*(?:;|$)/.exec(
      contentType.toLowerCase(),
    ) || []
  const isKnown = (name: string): boolean => extensions.includes(name)
  const named = otherNames[`${type}/${word}`] || otherNames[word] || word
  const isBetter = (name: string): boolean =>
    isKnown(named) ? refinement.test(`${named} ${name}`) : isKnown(name)
  const names = [dispositionName(header), urlName(url), tempFilePath].map((name) =>
    name.replace(/^.*\.|^[^.]*$/, '').toLowerCase(),
  )
  const given = [...names.filter(isBetter), named].find(isKnown)
  return given ? `.${given}` : ''
}

/** Bytes of UTF-8 that a name may have: 255 are what file systems take, and a number may be added. */
const longestName = 240

/** Bytes of the name that is tried where a client refuses the long one. Some keep each byte of a Chinese letter as three (native-apis.md §5.2). */
const shorterLength = 80

/**
 * What a file is called: by `Content-Disposition` (RFC 6266), else by the end of the url's path, else `download`; with an extension by what it is
 * where it has none. It is a name for a file on any host: without separators, control characters, a dot at its beginning, and not too long.
 *
 * @param header - of the response, under lower-case names
 */
export function fileNameOf(header: Readonly<Record<string, string>>, url: string): string {
  const name = cleanName(dispositionName(header)) || cleanName(decode(urlName(url))) || 'download'
  const extension = /\.\w{1,8}$/.test(name) ? '' : fileExtension(header, url)
  return shorten(name + extension, longestName)
}

/** The name with fewer letters, its extension kept, for a client that does not take it as it is. */
export function shorterName(name: string): string {
  return shorten(name, shorterLength)
}

function shorten(name: string, most: number): string {
  if (utf8Length(name) <= most) return name
  const [, stem = '', end = ''] = /^(.*?)(\.\w{1,8})?$/.exec(name) || []
  const characters = [...stem]
  while (utf8Length(characters.join('') + end) > most) characters.pop()
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

/** The end of the path of a url. */
function urlName(url: string): string {
  const [, name = ''] = /^https?:\/\/[^/?#]*\/(?:[^?#]*\/)?([^/?#]*)/i.exec(url) || []
  return name
}

function dispositionName({
  'content-disposition': disposition = '',
}: Readonly<Record<string, string>>): string {
  if (!disposition) return ''
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
  return (
    name
      // First, since line breaks would hide the folders before them.
      .replace(unprintable, '')
      .replace(/^.*[/\\]/, '')
      .replace(/[:*?"<>|]/g, '_')
      .replace(/^[.\s]+|[.\s]+$/g, '')
      .replace(reserved, '_$&')
  )
}

/** Devices of Windows, where the tools of the vendors run. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/** All but control characters, those that end a line or turn the direction of the text, and halves of characters. */
const unprintable = /[^ -~\xa0-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\u{10ffff}]/gu

function utf8Length(text: string): number {
  return encodeURIComponent(text).replace(/%../g, 'x').length
}
