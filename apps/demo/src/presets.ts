import type { DownloadLibrary } from './download-library.js'

/** A file to try. Its name and note are in the messages under the same id. */
export type PresetId = 'image' | 'big' | 'slow' | 'unknown' | 'chinese' | 'redirect' | 'missing' | 'data'

/** Paths on the file server. */
const paths: Record<Exclude<PresetId, 'data'>, string> = {
  image: '/image?seed=7&width=640&height=400',
  big: '/file?size=20000000',
  slow: '/file?size=1500000&rate=250000',
  unknown: '/file?size=1500000&rate=500000&length=no',
  chinese: '/图片/你好.txt',
  redirect: '/redirect?times=3&to=%2Fimage%3Fseed%3D5%26width%3D640%26height%3D400',
  missing: '/status/404',
}

/** A blue PNG of 8 by 8 pixels. */
const dataUrl =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFklEQVR42mNgEL/DfusIGjkIwgIfDwDqFAlTlP8SHgAAAABJRU5ErkJggg=='

/** The presets that make sense on this host, in their order on the page. */
export function presetsFor(library: DownloadLibrary): PresetId[] {
  const ids: PresetId[] = ['image', 'big', 'slow', 'unknown', 'chinese', 'redirect', 'missing']
  return library.supports('dataUrl') ? [...ids, 'data'] : ids
}

export function presetUrl(id: PresetId, server: string): string {
  return id === 'data' ? dataUrl : server + paths[id]
}
