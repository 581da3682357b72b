import type { FileSource } from '../file-source.js'
import { publicPictures } from '../public-files.js'

/** A picture of the cache page. */
export interface Picture {
  readonly id: string
  readonly url: string
  /** What its server says about keeping it; of a public one, whose server it is. */
  readonly policy: string
}

/** A picture that the file server draws. */
interface LocalPicture {
  readonly id: string
  readonly seed: number
  /** Pixels; the height is three quarters of it. The file has about 3.4 bytes for each pixel of the width squared. */
  readonly width: number
  readonly policy: PolicyId
}

/** For how long a server lets a file be kept. */
type PolicyId = keyof typeof policies

interface Policy {
  /** As the page shows it. */
  readonly label: string
  /** What makes the file server answer so. */
  readonly knobs: Readonly<Record<string, string>>
}

const policies = {
  hour: policy('max-age=3600'),
  immutable: policy('immutable', 'max-age=31536000, immutable'),
  seconds: policy('max-age=10'),
  ask: policy('no-cache'),
  never: policy('no-store'),
  tag: { label: 'ETag', knobs: { lastModified: 'no' } },
  date: { label: 'Last-Modified', knobs: { etag: 'no' } },
} satisfies Record<string, Policy>

function policy(label: string, control: string = label): Policy {
  return { label, knobs: { header: `Cache-Control:${control}` } }
}

/** In their order on the page: what needs no question, then what the server is asked about, then what is not kept. */
const localPictures: readonly LocalPicture[] = [
  { id: 'dusk', seed: 8, width: 560, policy: 'hour' },
  { id: 'lagoon', seed: 21, width: 320, policy: 'hour' },
  { id: 'aurora', seed: 2, width: 400, policy: 'hour' },
  { id: 'ember', seed: 16, width: 240, policy: 'immutable' },
  { id: 'marble', seed: 9, width: 400, policy: 'seconds' },
  { id: 'fjord', seed: 46, width: 480, policy: 'seconds' },
  { id: 'bubbles', seed: 11, width: 320, policy: 'tag' },
  { id: 'mist', seed: 4, width: 480, policy: 'tag' },
  { id: 'lava', seed: 13, width: 240, policy: 'tag' },
  { id: 'wine', seed: 3, width: 400, policy: 'date' },
  { id: 'polar', seed: 6, width: 480, policy: 'ask' },
  { id: 'violet', seed: 29, width: 400, policy: 'never' },
]

/** A mobile network, so that it can be seen what a cache spares: milliseconds to the server, and bytes per second. */
const network = { delay: '150', rate: '400000' }

/** @param own - an address that somebody typed; that picture is the first one */
export function picturesOf(source: FileSource, server: string, own = ''): Picture[] {
  const pictures =
    source === 'public'
      ? Object.entries(publicPictures).map(([id, url]) => ({ id, url, policy: hostOf(url) }))
      : localPictures.map((picture) => ({
          id: picture.id,
          url: localUrl(picture, server),
          policy: policies[picture.policy].label,
        }))
  return own === '' ? pictures : [{ id: 'own', url: own, policy: hostOf(own) }, ...pictures]
}

function localUrl({ seed, width, policy: id }: LocalPicture, server: string): string {
  const size = { seed: String(seed), width: String(width), height: String(width * 0.75) }
  const query = Object.entries({ ...size, ...network, ...policies[id].knobs })
  return `${server}/image?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

/** The end of a host's name, which tells whose it is. */
function hostOf(url: string): string {
  return (url.split('/')[2] ?? '').split('.').slice(-2).join('.')
}
