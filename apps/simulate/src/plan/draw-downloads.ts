import type { CacheOptions, DownloadRequest, Hasher } from '@miniferry/download-core'
import { type Arbitrary, array, boolean, constant, constantFrom, oneof, record, tuple } from 'fast-check'
import type { ResourcePlan } from '../server/resource.js'
import { chance, maybe, sparse, whole } from './arbitraries.js'
import { longName, type PlannedConfig, type PlannedRequest } from './plan.js'
import type { Scenario } from './scenarios.js'

type Options<Keys extends keyof DownloadRequest> = Pick<DownloadRequest, Keys>

const infinity = Number.POSITIVE_INFINITY

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
const drawResume = oneof(
  {
    weight: 85,
    arbitrary: sparse<Exclude<Options<'resume'>['resume'], boolean | undefined>>({
      segmentSize: constantFrom(500, 500, 1024, 2048, 4096, 16_384),
      parallel: maybe(0.4, whole(2, 4)),
      via: maybe(0.2, constant('request' as const)),
    }),
  },
  { weight: 15, arbitrary: boolean() },
)

const drawRetry = sparse<Exclude<Options<'retry'>['retry'], number | undefined>>({
  limit: tuple(chance(0.4), whole(0, 4)).map(([isLimited, limit]) => (isLimited ? limit : infinity)),
  connectLimit: maybe(0.2, whole(0, 6)),
  minDelay: constantFrom(1, 200, 1000),
  maxDelay: constantFrom(2000, 30_000),
  maxRetryAfter: constantFrom(5000, 300_000),
  jitter: constantFrom('none' as const, 'full'),
  shouldRetry: maybe(
    0.2,
    constant(() => true),
  ),
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

function drawResource({ sizes, orderly: share }: Scenario) {
  return record({
    size: constantFrom(...sizes),
    changes: array(constantFrom(0, 0, 0, 1, -1, 500, -500), { minLength: 4, maxLength: 4 }),
    ranges: constantFrom<ResourcePlan['ranges'][]>('yes', 'careless', 'careless', 'no'),
    validator: constantFrom<ResourcePlan['validator'][]>('etag', 'weak etag', 'date', 'both', 'none'),
    tellsLength: chance(0.8),
    isCompressed: chance(0.15),
    tellsDate: chance(0.8),
    cacheControl: constantFrom(
      undefined,
      'max-age=5',
      'max-age=60',
      'max-age=60, must-revalidate',
      'max-age=3600, immutable',
      'no-cache',
      'no-store',
      'max-age=1, stale-if-error=600',
    ),
    isPersonal: chance(0.25),
    tellsVary: boolean(),
    refusesEmptyRanges: boolean(),
    isDisorderly: chance(1 - share),
    isBusy: chance(0.15),
  }).map(({ size, changes, isDisorderly, ...resource }) => ({
    ...resource,
    sizes: changes.map((change) => Math.max(0, size + change)),
    ...(!isDisorderly && orderly),
    ...(resource.isBusy && busy),
  }))
}

export function drawResources(scenario: Scenario): Arbitrary<ResourcePlan[]> {
  return array(drawResource(scenario), { minLength: 1, maxLength: 4 }).map((resources) =>
    resources.map((resource, index) => ({ index, ...resource })),
  )
}

/** What the app wants, before it is known what there is. */
export function drawRequests(scenario: Scenario) {
  const cacheMode = constantFrom('no-cache' as const, 'reload', 'force-cache', 'no-store')
  const request = record({
    resource: whole(0, 11),
    downloader: whole(0, 1),
    folder: constantFrom('', '', 'books/', 'a/b/c/'),
    hasPath: chance(scenario.paths),
    user: constantFrom('', 'a', 'bb'),
    checksum: maybe(0.35, constantFrom('md5' as const, 'sha1', 'sum')),
    isRedirected: chance(0.15),
    options: sparse<Options<'priority' | 'network' | 'resume' | 'cacheMode'>>({
      priority: maybe(0.3, whole(-2, 2)),
      network: maybe(0.1, constantFrom('wifi' as const, 'any')),
      resume: maybe(0.5, drawResume),
      cacheMode: maybe(scenario.cacheModes, cacheMode),
    }),
    hasTwin: chance(0.7),
  })
  return record({
    all: array(request, { minLength: 1, maxLength: scenario.requests }),
    rival: maybe(0.3, whole(0, 11)),
  })
}

type DrawnRequests = ReturnType<typeof drawRequests> extends Arbitrary<infer Drawn> ? Drawn : never

/** The requests for what there is: some files at a path of the app's own, some temporary, some of one URL. */
export function planRequests(
  { all, rival }: DrawnRequests,
  resources: readonly ResourcePlan[],
  downloaders: number,
  maxNameBytes = infinity,
): PlannedRequest[] {
  const requests = all.map((drawn, index): PlannedRequest & { hasTwin: boolean } => {
    const { folder, hasPath, user, options, hasTwin, ...rest } = drawn
    const resource = drawn.resource % resources.length
    const isPersonal = resources[resource]?.isPersonal ?? false
    const { cacheMode, ...uncached } = options
    // Where names have a limit, each path just keeps it.
    const name = maxNameBytes === infinity ? `${index}.bin` : longName(`${index}.bin`, maxNameBytes)
    return {
      ...rest,
      index,
      mark: index,
      resource,
      filePath: hasPath ? folder + name : undefined,
      downloader: drawn.downloader % downloaders,
      options: {
        ...(isPersonal && user !== '' && { header: { Authorization: user } }),
        ...(hasPath ? uncached : options),
      },
      hasTwin: hasTwin && isPersonal && !hasPath,
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
  const [first] = requests.filter(({ filePath }) => filePath !== undefined)
  const { header: _, ...options } = first?.options ?? {}
  const mark = requests.length + twins.length
  const resource = (rival ?? 0) % resources.length
  const hasRival = first !== undefined && rival !== undefined && resource !== first.resource
  const rivals = hasRival ? [{ ...first, mark, resource, options }] : []
  return [...requests, ...twins, ...rivals].map(({ hasTwin: _, ...request }, index) => ({
    ...request,
    index,
  }))
}
