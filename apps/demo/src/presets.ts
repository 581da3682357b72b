import type { DownloadLibrary } from './download-library.js'
import type { FileSource } from './file-source.js'
import { publicFiles } from './public-files.js'

/** A file to try. Its name and note are in the messages under the same id. */
export type PresetId = LocalPresetId | PublicPresetId | 'data'

/** Public files; `document` is the one that opens. */
type PublicPresetId = 'photo' | 'document' | 'clip' | 'film'

type LocalPresetId = 'image' | 'big' | 'slow' | 'unknown' | 'chinese' | 'redirect' | 'missing'

/** Paths on the file server. */
const paths: Record<LocalPresetId, string> = {
  image: '/image?seed=7&width=640&height=400',
  big: '/file?size=20000000',
  slow: '/file?size=1500000&rate=250000',
  unknown: '/file?size=1500000&rate=500000&length=no',
  chinese: '/图片/你好.txt',
  redirect: '/redirect?times=3&to=%2Fimage%3Fseed%3D5%26width%3D640%26height%3D400',
  missing: '/status/404',
}

/** A blue gradient, 16 by 10 pixels. */
const dataUrl =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAKCAIAAAAy3EnLAAABzUlEQVR42gXBSU9TQRwA8PcpjFFCqLUL/+4bFIo1BSEpMY2RxHDQk4krS2nf67zX5fVRumCtiEqIRhMTv9Qc5jCXOcxlDnOZw1zG38+6g8x9x6zYJtI20DKZM1Nsmo1T8/jYPDky9Y+m8cEcvDeH78yrt+b1G2PdRXqpo0OOjtgabJ1p60JLl1t660zXmnq3qfdPdeNEH5zow2P98khb95Ba7qgHHRXtKOiotKPyjlpz1KajqrbattWerfZt1Wir5231oq2sJSRXkAwjGUUSkEy5MufKoivLrqy4surJbU/uerLuyaeefNaV1jISISQeuiLmCvBEqiuyXZHviVJflPuiMhBVX9R8sTMUe4GoB8IKIR52ecTjsS6HHk/2eXrAcz4vDHkp4OvnfHPEt8a8OuG1Kd+ZcSuMWMRl0S6L9xgMWMJnqYBlzlnuguXHrDhlazO2/oltzFllwR5dMSuCaNSlsS6N9yn4NBHQ5IimxjQ9pZlLmp3T/IIWrmjxmpa+07UbasUQiXsk3iOrPoGAwAVJTEhiRpJzklyQ1FeS/kbSNyRzSzI/SfY3sQBh8DD0MQwxjDBMMFxi+IzhC4ZrDD8w3GL4heEPhr8Y/uH/ufEAmU1pZjMAAAAASUVORK5CYII='

/** The presets that make sense on this host, in their order on the page. */
export function presetsFor(library: DownloadLibrary, source: FileSource): PresetId[] {
  const ids: PresetId[] =
    source === 'public' ? ['photo', 'document', 'clip', 'film'] : (Object.keys(paths) as LocalPresetId[])
  return library.supports('dataUrl') ? [...ids, 'data'] : ids
}

export function presetUrl(id: PresetId, server: string): string {
  if (id === 'data') return dataUrl
  return id in paths ? server + paths[id as LocalPresetId] : publicFiles[id as PublicPresetId]
}
