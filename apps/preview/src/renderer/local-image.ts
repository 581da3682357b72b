import { currentHost } from './current-host.js'

const urls = new Map<string, string>()

/**
 * What the browser can show for the `src` of an image: a temporary or user file is read from the simulated phone,
 * since its path means nothing to a browser. Any other address stays.
 */
export function localImageUrl(src: string): string {
  const known = urls.get(src)
  const bytes = currentHost().simulate?.readFile(src)
  if (bytes === undefined) return src.startsWith('data:') ? src : ''
  if (known !== undefined) URL.revokeObjectURL(known)
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]))
  urls.set(src, url)
  return url
}
