import type { Checksum, DownloadPolicy } from '../download-library.js'
import type { FileSource } from '../file-source.js'
import { type PublicFileId, publicFiles } from '../public-files.js'

/** A file of the queue page. Its name and note are in the messages under the same id; `own` is at an address that somebody typed. */
export type SampleId = LocalSampleId | PublicFileId | 'own'

type LocalSampleId =
  | 'big'
  | 'throttled'
  | 'parallel'
  | 'checksum'
  | 'signed'
  | 'picture'
  | 'flaky'
  | 'busy'
  | 'changed'
  | 'missing'
  | 'oversized'

export interface Sample {
  /** Of a public file. */
  readonly url?: string
  /** On the file server; of others the end of the address. */
  readonly path: string
  /** Of its tile. */
  readonly color: string
  /** Bytes; 0 where nobody knows. */
  readonly size: number
  /** Of the file server: how the file behaves. */
  readonly knobs?: Readonly<Record<string, number>>
  /** Milliseconds for which an address is good, once it is signed. */
  readonly validFor?: number
  readonly policy?: DownloadPolicy
  readonly checksum?: Checksum
}

const megabyte = 1_000_000

/** Of the book, as the file server makes it; a test computes it. */
const bookDigest = 'd548235ab92a25d6c1ae765a84a918e0'

const samples: Readonly<Record<LocalSampleId, Sample>> = {
  big: { path: '/film.mp4', color: '#4f46e5', size: 20 * megabyte, knobs: { rate: 2 * megabyte } },
  throttled: { path: '/podcast.mp3', color: '#be185d', size: 3 * megabyte, knobs: { rate: 200_000 } },
  parallel: {
    path: '/map.zip',
    color: '#0369a1',
    size: 8 * megabyte,
    knobs: { rate: 300_000 },
    policy: { resume: { parallel: 4, segmentSize: 512 * 1024 } },
  },
  checksum: {
    path: '/book.pdf',
    color: '#0f766e',
    size: 4 * megabyte,
    knobs: { rate: megabyte, seed: 3 },
    checksum: { algorithm: 'md5', value: bookDigest },
  },
  signed: {
    path: '/course.mp4',
    color: '#15803d',
    size: 5 * megabyte,
    knobs: { rate: megabyte },
    validFor: 1500,
    policy: { resume: { segmentSize: 512 * 1024 } },
  },
  picture: { path: '/cover.png', color: '#a21caf', size: 0, knobs: { seed: 8, width: 720, rate: megabyte } },
  flaky: {
    path: '/lesson.mp4',
    color: '#6d28d9',
    size: 6 * megabyte,
    knobs: { rate: megabyte, breakEvery: 1_600_000 },
  },
  busy: {
    path: '/tickets.pdf',
    color: '#b45309',
    size: 2 * megabyte,
    knobs: { rate: megabyte, fail: 2, status: 503, retryAfter: 3 },
  },
  changed: {
    path: '/update.zip',
    color: '#b91c1c',
    size: megabyte,
    knobs: { rate: megabyte, seed: 4 },
    checksum: { algorithm: 'md5', value: bookDigest },
  },
  missing: { path: '/gone.zip', color: '#475569', size: 0, knobs: { status: 404 } },
  oversized: { path: '/album.zip', color: '#475569', size: 30 * megabyte, knobs: { rate: 2 * megabyte } },
}

/** A film that fits where a file may have 10 MB. */
const shortFilm: Sample = { ...samples.big, size: 8 * megabyte, knobs: { rate: megabyte } }

/** In their order on the page. */
const colors: Readonly<Record<PublicFileId, string>> = {
  photo: '#a21caf',
  document: '#0f766e',
  clip: '#4f46e5',
  film: '#6d28d9',
  panorama: '#4338ca',
  music: '#be185d',
  robot: '#0369a1',
  helmet: '#b45309',
  figure: '#15803d',
  animation: '#b91c1c',
}

/** Those that make sense where a file may have so many bytes, in their order on the page. */
export function samplesFor(fileBytes: number, source: FileSource): SampleId[] {
  if (source === 'public') return Object.keys(colors) as PublicFileId[]
  const last: SampleId = fileBytes < samples.oversized.size ? 'oversized' : 'missing'
  return ['big', 'throttled', 'parallel', 'checksum', 'signed', 'picture', 'flaky', 'busy', 'changed', last]
}

/** @param url - of `own` */
export function sampleOf(id: SampleId, fileBytes: number, url = ''): Sample {
  if (id === 'own') return { url, path: pathOf(url), color: '#475569', size: 0 }
  if (id in publicFiles) {
    const name = id as PublicFileId
    return { url: publicFiles[name], path: pathOf(publicFiles[name]), color: colors[name], size: 0 }
  }
  return id === 'big' && fileBytes < samples.big.size ? shortFilm : samples[id as LocalSampleId]
}

function pathOf(url: string): string {
  return `/${(url.split(/[?#]/)[0] ?? '').split('/').pop()}`
}

/** Whether the file has only the name of a film or a book: the file server makes real pictures, and of all else random bytes. */
export function isNoise({ url, knobs }: Sample): boolean {
  return url === undefined && knobs?.width === undefined
}
