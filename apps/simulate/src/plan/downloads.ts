import type {
  CacheOptions,
  DownloaderConfig,
  DownloadRequest,
  Hasher,
  ResumeOptions,
  RetryOptions,
} from '@miniferry/download-core'
import { type Arbitrary, array, boolean, constant, constantFrom, oneof, record, tuple } from 'fast-check'
import { type AddressPlan, plainAddress, type SignaturePlan } from './addresses.js'
import { chance, type Drawn, maybe, sparse, whole } from './arbitraries.js'
import type { Scenario } from './scenarios.js'

const infinity = Number.POSITIVE_INFINITY
const cacheControls = [
  'max-age=5',
  'max-age=60',
  'max-age=60, must-revalidate',
  'max-age=3600, immutable',
  'no-cache',
  'no-store',
  'max-age=1, stale-if-error=600',
]

const always = (): boolean => true

/** A checksum that no host computes. */
export function createSum(): Hasher {
  let sum = 0
  return {
    update(bytes) {
      for (const byte of bytes) sum = (Math.imul(sum, 31) + byte) | 0
    },
    digest: () => Uint8Array.of(sum >>> 24, sum >>> 16, sum >>> 8, sum),
  }
}

/** Sizes are small, and so are the segments: what counts is how many there are. */
const drawSegments = sparse<ResumeOptions>({
  segmentSize: constantFrom(500, 500, 1024, 2048, 4096, 16_384),
  parallel: maybe(0.4, whole(2, 4)),
  via: maybe(0.2, constant('request' as const)),
})
const drawResume = oneof({ weight: 85, arbitrary: drawSegments }, { weight: 15, arbitrary: boolean() })

const drawRetry = sparse<RetryOptions>({
  limit: tuple(chance(0.4), whole(0, 4)).map(([isLimited, limit]) => (isLimited ? limit : infinity)),
  connectLimit: maybe(0.2, whole(0, 6)),
  minDelay: constantFrom(1, 200, 1000),
  maxDelay: constantFrom(2000, 30_000),
  maxRetryAfter: constantFrom(5000, 300_000),
  jitter: constantFrom('none' as const, 'full'),
  shouldRetry: maybe(0.2, constant(always)),
}).map(({ shouldRetry, ...retry }) =>
  // With a limit, or it would never end.
  retry.limit !== infinity && shouldRetry ? { ...retry, shouldRetry } : retry,
)

const drawCache = sparse<CacheOptions>({
  maxBytes: constantFrom(1_000_000, 5000, 30_000, 100_000),
  maxAge: maybe(0.3, constantFrom(0, 2000, 60_000)),
  staleIfError: maybe(0.4, constantFrom(true, false, 10_000)),
  heuristic: maybe(0.2, constant(true)),
})

/** The settings of a downloader, and of its cache. */
export interface PlannedConfig extends Omit<DownloaderConfig, 'cache'> {
  readonly cache: false | CacheOptions
}

function drawConfig({ caches }: Scenario): Arbitrary<PlannedConfig> {
  return sparse<PlannedConfig>({
    concurrency: whole(1, 4),
    timeout: constantFrom(60_000, 5000, 20_000),
    stallTimeout: maybe(0.3, whole(1000, 20_000)),
    network: maybe(0.1, constant('wifi' as const)),
    progressInterval: constantFrom(100, 0, 1000),
    retry: drawRetry,
    resume: drawResume,
    cache: maybe(caches, drawCache).map((cache) => cache ?? false),
    hashers: constant({ sum: createSum }),
  })
}

/** The downloaders of the app: one, or two that know nothing of each other but the host. */
export function drawConfigs(scenario: Scenario): Arbitrary<PlannedConfig[]> {
  return tuple(drawConfig(scenario), maybe(0.15, drawConfig(scenario))).map(([first, second]) =>
    second === undefined ? [first] : [first, { ...second, directory: 'second' }],
  )
}

/** Nobody could cache it: who asks whether it has changed since a second gets no answer that he could trust. */
const busy = {
  isBusy: true,
  validator: 'date',
  tellsDate: true,
  ranges: 'yes',
  cacheControl: 'no-store',
} as const
const orderly = {
  ranges: 'yes',
  validator: 'etag',
  tellsLength: true,
  isCompressed: false,
  tellsDate: true,
} as const

interface ServedAs {
  /** What it wants of each HTTP request, if anything. */
  readonly signature: SignaturePlan | undefined
  /** `Content-Disposition`. */
  readonly disposition: string | undefined
}

/** What is behind one URL of the server, and how the server serves it. */
export type ResourcePlan = Drawn<typeof drawResources>[number]

export function drawResources({ sizes, orderly: share }: Scenario) {
  const resource = record({
    size: constantFrom(...sizes),
    changes: array(constantFrom(0, 0, 0, 1, -1, 500, -500), { minLength: 4, maxLength: 4, size: 'max' }),
    /** `yes` obeys `If-Range`; `careless` sends a part of whatever it has now; `no` sends the whole file. */
    ranges: constantFrom('yes' as const, 'careless', 'careless', 'no'),
    validator: constantFrom('etag' as const, 'weak etag', 'date', 'both', 'none'),
    tellsLength: chance(0.8),
    /** Whether it compresses what it sends, and ranges of it. */
    isCompressed: chance(0.15),
    /** Whether it sends `Date`. */
    tellsDate: chance(0.8),
    cacheControl: constantFrom(undefined, ...cacheControls),
    /** Whether each user gets a file of his own, and whether it says so in `Vary`. */
    isPersonal: chance(0.25),
    tellsVary: boolean(),
    /** Whether it answers a range of an empty file with 416. */
    refusesEmptyRanges: boolean(),
    isDisorderly: chance(1 - share),
    /** Whether it may change several times within the second that its date counts. */
    isBusy: chance(0.15),
  })
  return array(resource, { minLength: 2, maxLength: 4, size: 'max' }).map((all) =>
    all.map(({ size, changes, isDisorderly, ...rest }, index) => {
      /** Bytes of each version; the last one stays. */
      const sizes = changes.map((change) => Math.max(0, size + change))
      const served = { index, ...rest, sizes, ...(!isDisorderly && orderly), ...(rest.isBusy && busy) }
      const named: ServedAs = { signature: undefined, disposition: undefined }
      return { ...served, ...named }
    }),
  )
}

/** What the app wants, before it is known what there is. */
export function drawRequests({ paths, cacheModes, requests }: Scenario) {
  const cacheMode = constantFrom('no-cache' as const, 'reload', 'force-cache', 'no-store')
  const request = record({
    resource: whole(0, 11),
    downloader: whole(0, 1),
    folder: constantFrom('', '', 'books/', 'a/b/c/'),
    hasPath: chance(paths),
    user: constantFrom('', 'a', 'bb'),
    checksum: maybe(0.35, constantFrom('md5' as const, 'sha1', 'sum')),
    isRedirected: chance(0.15),
    options: sparse<Pick<DownloadRequest, 'priority' | 'network' | 'resume' | 'cacheMode'>>({
      priority: maybe(0.3, whole(-2, 2)),
      network: maybe(0.1, constantFrom('wifi' as const, 'any')),
      resume: maybe(0.5, drawResume),
      cacheMode: maybe(cacheModes, cacheMode),
    }),
    hasTwin: chance(0.7),
  })
  return record({
    all: array(request, { minLength: 2, maxLength: requests, size: 'max' }),
    rival: maybe(0.3, whole(0, 11)),
  })
}

/** A file that the app wants. */
export type PlannedRequest = ReturnType<typeof planRequests>[number]

/** The requests for what there is: some files at a path of the app's own, some temporary, some of one URL. */
export function planRequests(
  { all, rival }: Drawn<typeof drawRequests>,
  resources: readonly ResourcePlan[],
  downloaders: number,
  maxNameBytes?: number,
) {
  const requests = all.map(({ folder, hasPath, user, options, hasTwin, ...drawn }, index) => {
    const resource = drawn.resource % resources.length
    const isPersonal = resources[resource]?.isPersonal ?? false
    const { cacheMode, ...uncached } = options
    const personal = isPersonal && user !== '' && { header: { Authorization: user } }
    const all: Partial<DownloadRequest> = { ...(hasPath ? uncached : options), ...personal }
    return {
      ...drawn,
      index,
      /** What its URL is marked with: its index, or that of the request of another user for the same file. */
      mark: index,
      resource,
      /** Below the folder of user files; without it the file is temporary, or cached. */
      filePath: hasPath ? folder + longName(`${index}.bin`, maxNameBytes) : undefined,
      downloader: drawn.downloader % downloaders,
      options: all,
      hasTwin: hasTwin && isPersonal && !hasPath,
      address: plainAddress as AddressPlan,
    }
  })
  // Other users of the app ask for the same URL, and must not get each other's file.
  const twins = requests
    .filter(({ hasTwin }) => hasTwin)
    .map((request) => {
      const Authorization = request.options.header?.Authorization === 'a' ? 'bb' : 'a'
      return { ...request, options: { ...request.options, header: { Authorization } } }
    })
  // The app changes its mind: another file is to be where one was wanted.
  const first = requests.find(({ filePath }) => filePath !== undefined)
  const { header: _, ...unnamed } = first?.options ?? {}
  const options: Partial<DownloadRequest> = unnamed
  const resource = (rival ?? 0) % resources.length
  const hasRival = first !== undefined && rival !== undefined && resource !== first.resource
  const rivals = hasRival ? [{ ...first, mark: requests.length + twins.length, resource, options }] : []
  return [...requests, ...twins, ...rivals].map((request, index) => ({ ...request, index }))
}

/** Whether a request has a place for its file: without one it is temporary, or cached. */
export function hasPlace({ filePath, address }: PlannedRequest): boolean {
  return filePath !== undefined || address.directory !== undefined
}

/** The longest name that ends like this one. Chinese letters take three bytes. */
export function longName(name: string, maxBytes = Buffer.byteLength(name)): string {
  const left = maxBytes - Buffer.byteLength(name)
  return '文'.repeat(left / 3) + 'x'.repeat(left % 3) + name
}
