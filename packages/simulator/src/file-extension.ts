/** native-apis.md §1.2: Alipay looks into the file. */
export type ContentKind = 'image' | 'video' | 'audio' | 'pdf' | 'other'

const signatures: readonly (readonly [kind: ContentKind, offset: number, bytes: string])[] = [
  ['image', 0, '\x89PNG'],
  ['image', 0, '\xff\xd8\xff'],
  ['image', 0, 'GIF8'],
  ['image', 0, 'BM'],
  ['image', 8, 'WEBP'],
  ['video', 4, 'ftyp'],
  ['video', 0, '\x1a\x45\xdf\xa3'],
  ['audio', 0, 'ID3'],
  ['audio', 0, '\xff\xfb'],
  ['audio', 8, 'WAVE'],
  ['audio', 0, 'OggS'],
  ['pdf', 0, '%PDF'],
]

/** What the first bytes of a file say. */
export function contentKind(start: Uint8Array): ContentKind {
  const text = String.fromCharCode(...start.subarray(0, 32))
  return signatures.find(([, offset, bytes]) => text.startsWith(bytes, offset))?.[0] ?? 'other'
}

const extensions: Readonly<Record<string, string>> = {
  'application/json': '.json',
  'application/msword': '.doc',
  'application/octet-stream': '.bin',
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'audio/aac': '.aac',
  'audio/mpeg': '.mp3',
  'audio/wav': '.wav',
  'image/gif': '.gif',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/svg+xml': '.svg',
  'image/webp': '.webp',
  'text/css': '.css',
  'text/html': '.html',
  'text/plain': '.txt',
  'video/mp4': '.mp4',
}

/** The extension of a WeChat temporary file, by `Content-Type` (native-apis.md §1.2). */
export function contentTypeExtension(contentType: string | undefined): string {
  if (contentType === undefined) return ''
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  return extensions[type] ?? '.unknown'
}
