import { fixedBody, generatedBody, type ResponseBody } from './file-server-body.js'
import type { FileServerKnobs } from './file-server-knobs.js'
import { generatedImage } from './generated-image.js'

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

/** What is at this path; `undefined` where there is nothing. */
export function bodyFor(path: string, knobs: FileServerKnobs): ResponseBody | undefined {
  const { type, seed, size, width, height } = knobs
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase()
  if (path === '/image' || extension === 'png') {
    return fixedBody(type ?? 'image/png', rememberedImage(seed, width, height))
  }
  if (path !== '/file' && extension === undefined) return undefined
  const contentType = type ?? typesByExtension[extension ?? 'bin'] ?? 'application/octet-stream'
  if (extension === 'txt' && size === undefined)
    return text(contentType, seed === 1 ? `${path}\n` : `${path} ${seed}\n`)
  return generatedBody(contentType, size ?? 65536, seed)
}

/** The last pictures: drawing one takes longer than sending it, and a range or a retry asks for it again. */
const images = new Map<string, Buffer>()
const imagesKept = 24

function rememberedImage(seed: number, width = 960, height = 600): Buffer {
  const key = `${seed} ${width} ${height}`
  const image = images.get(key) ?? generatedImage({ seed, width, height })
  images.delete(key)
  images.set(key, image)
  for (const oldest of images.keys()) {
    if (images.size <= imagesKept) break
    images.delete(oldest)
  }
  return image
}

/** The small page that comes with a status. */
export function errorPage(status: number): ResponseBody {
  return text(
    'text/html; charset=utf-8',
    `<!doctype html><title>${status}</title><h1>${status}</h1><p>This is an error page, not the file.</p>\n`,
  )
}

export function text(type: string, content: string): ResponseBody {
  return fixedBody(type, Buffer.from(content))
}
