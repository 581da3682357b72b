import { fileBytes } from './file-bytes.js'
import type { ResponseSettings } from './file-server-query.js'
import { generatedImage } from './generated-image.js'

/** The bytes of an answer, made as they are needed: nothing holds a 200 MB file. */
export interface ResponseBody {
  readonly type: string
  readonly size: number
  slice(start: number, end: number): Uint8Array
}

const typesByExtension: Readonly<Record<string, string>> = {
  bin: 'application/octet-stream',
  gif: 'image/gif',
  html: 'text/html; charset=utf-8',
  jpg: 'image/jpeg',
  json: 'application/json; charset=utf-8',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain; charset=utf-8',
  zip: 'application/zip',
}

export function fixedBody(type: string, data: Uint8Array): ResponseBody {
  return { type, size: data.length, slice: (start, end) => data.subarray(start, end) }
}

export function textBody(type: string, content: string): ResponseBody {
  return fixedBody(type, Buffer.from(content))
}

/** The small page that comes with a status. */
export function errorPage(status: number): ResponseBody {
  return textBody(
    'text/html; charset=utf-8',
    `<!doctype html><title>${status}</title><h1>${status}</h1><p>This is an error page, not the file.</p>\n`,
  )
}

/** What is at this path; `undefined` where there is nothing. */
export function bodyFor(
  path: string,
  { type, seed, size, width, height }: ResponseSettings,
): ResponseBody | undefined {
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase()
  if (path === '/image' || extension === 'png') {
    return fixedBody(type ?? 'image/png', rememberedImage(seed, width, height))
  }
  if (path !== '/file' && extension === undefined) return undefined
  const contentType = type ?? typesByExtension[extension ?? 'bin'] ?? 'application/octet-stream'
  if (extension === 'txt' && size === undefined) {
    return textBody(contentType, seed === 1 ? `${path}\n` : `${path} ${seed}\n`)
  }
  return {
    type: contentType,
    size: size ?? 65_536,
    slice: (start, end) => fileBytes(end - start, { offset: start, seed }),
  }
}

/** The last pictures: drawing one takes longer than sending it, and a range or a retry asks for it again. */
const images = new Map<string, Buffer>()
const imagesKept = 24

function rememberedImage(seed: number, width = 960, height = 600): Buffer {
  const key = `${seed} ${width} ${height}`
  const image = images.get(key) ?? generatedImage(seed, width, height)
  images.delete(key)
  images.set(key, image)
  const [oldest = key] = images.keys()
  if (images.size > imagesKept) images.delete(oldest)
  return image
}
