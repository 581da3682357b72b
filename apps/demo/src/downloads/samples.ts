import type { Checksum, DownloadPolicy } from '../download-library.js'
import type { FileSource } from '../file-source.js'
import { type PublicFileId, publicFiles } from '../public-files.js'

/** A file of the queue page. Its name and note are in the messages under the same id; `own` is at an address that somebody typed. */
export type SampleId = LocalSampleId | PublicFileId | 'own'

type LocalSampleId = keyof typeof localSamples

export interface Sample {
  /** Of a public file. */
  readonly url?: string
  /** On the file server; of others the end of the address. */
  readonly path: string
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

const localSamples = {
  big: { path: '/film.mp4', size: 20 * megabyte, knobs: { rate: 2 * megabyte } },
  throttled: { path: '/podcast.mp3', size: 3 * megabyte, knobs: { rate: 200_000 } },
  parallel: {
    path: '/map.zip',
    size: 8 * megabyte,
    knobs: { rate: 300_000 },
    policy: { resume: { parallel: 4, segmentSize: 512 * 1024 } },
  },
  checksum: {
    path: '/book.pdf',
    size: 4 * megabyte,
    knobs: { rate: megabyte, seed: 3 },
    checksum: { algorithm: 'md5', value: bookDigest },
  },
  signed: {
    path: '/course.mp4',
    size: 5 * megabyte,
    knobs: { rate: megabyte },
    validFor: 1500,
    policy: { resume: { segmentSize: 512 * 1024 } },
  },
  picture: { path: '/cover.png', size: 0, knobs: { seed: 8, width: 720, rate: megabyte } },
  flaky: { path: '/lesson.mp4', size: 6 * megabyte, knobs: { rate: megabyte, breakEvery: 1_600_000 } },
  busy: {
    path: '/tickets.pdf',
    size: 2 * megabyte,
    knobs: { rate: megabyte, fail: 2, status: 503, retryAfter: 3 },
  },
  changed: {
    path: '/update.zip',
    size: megabyte,
    knobs: { rate: megabyte, seed: 4 },
    checksum: { algorithm: 'md5', value: bookDigest },
  },
  missing: { path: '/gone.zip', size: 0, knobs: { status: 404 } },
  oversized: { path: '/album.zip', size: 30 * megabyte, knobs: { rate: 2 * megabyte } },
} satisfies Record<string, Sample>

/** A film that fits where a file may have 10 MB. */
const shortFilm: Sample = { ...localSamples.big, size: 8 * megabyte, knobs: { rate: megabyte } }

/** Those that make sense where a file may have so many bytes, in their order on the page. */
export function samplesFor(fileBytes: number, source: FileSource): SampleId[] {
  if (source === 'public') return Object.keys(publicFiles) as PublicFileId[]
  const last: SampleId = fileBytes < localSamples.oversized.size ? 'oversized' : 'missing'
  return ['big', 'throttled', 'parallel', 'checksum', 'signed', 'picture', 'flaky', 'busy', 'changed', last]
}

/** @param url - of `own` */
export function sampleOf(id: SampleId, fileBytes: number, url = ''): Sample {
  if (id === 'own') return { url, path: pathOf(url), size: 0 }
  if (id in publicFiles) {
    const name = id as PublicFileId
    return { url: publicFiles[name], path: pathOf(publicFiles[name]), size: 0 }
  }
  return id === 'big' && fileBytes < localSamples.big.size ? shortFilm : localSamples[id as LocalSampleId]
}

function pathOf(url: string): string {
  return `/${(url.split(/[?#]/)[0] ?? '').split('/').pop()}`
}

/** Whether the file has only the name of a film or a book: the file server makes real pictures, and of all else random bytes. */
export function isNoise({ url, knobs }: Sample): boolean {
  return url === undefined && knobs?.width === undefined
}
