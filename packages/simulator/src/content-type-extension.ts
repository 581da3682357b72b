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
