import type { ClosedFor } from '../downloader/conditions.js'
import type { Outcome } from '../downloader/destination.js'
import { fileExtension } from '../downloader/file-name.js'
import type { Job } from '../downloader/job.js'
import { pathId } from '../downloader/paths.js'
import type { ResolvedRequest } from '../downloader/resolve-request.js'
import type { Response } from '../downloader/send-request.js'
import { verifyFile } from '../downloader/verify-file.js'
import type { Platform } from '../platform.js'
import type { CacheKeyRequest, CacheOptions } from './file-cache.js'
import { ageOnArrival, isFresh, isReusable, mayBeStale, mayStore } from './freshness.js'
import { createCacheKey, defaultKey, varianceOf, withoutFragment } from './key.js'
import { createLoans } from './loans.js'
import { type CacheStore, cacheStore, margin } from './store.js'
import { keptHeader, readFile, type StoredFile } from './stored-file.js'
import type { FileTable } from './table.js'

/** The files of a cache as its downloads use them. Whatever the host does not let it do, the downloads go on without it. */
export interface CachedFiles {
  readonly store: CacheStore
  /** As given; `maxBytes` may change. */
  readonly options: CacheOptions
  /** Whether a request with a condition has ever been answered with 304, or one was answered so that no other is worth a try. */
  readonly conditions: { areHeld: boolean; areGivenUp: boolean }
  /** The folder is open, and within the budget. */
  open(): Promise<FileTable>
  /** What a request asks for, see `createCacheKey`. */
  keyOf(request: CacheKeyRequest): string | undefined
  /** Whether the cache is for a request at all. */
  mayServe(request: ResolvedRequest): boolean
  /** The file that a request asks for, if it is there. */
  find(request: CacheKeyRequest): Promise<StoredFile | undefined>
  /** The same for a download: with the checksum that it wants. */
  findFor(job: Job): Promise<StoredFile | undefined>
  /** What a download gets without asking the server. */
  lookUp(job: Job, closedFor: ClosedFor | undefined): Promise<Outcome | undefined>
  /** Whether a file can be served as it is. */
  isUsable(file: StoredFile, request: ResolvedRequest): boolean
  serve(file: StoredFile, isStale?: boolean): Outcome
  /** Keeps a file from going for another one until the app has had the time to use its path, see `Loans`. */
  lend(file: StoredFile): void
  /** A download of this cache begins. */
  enter(job: Job): void
  /** It has ended. */
  leave(job: Job): void
  /** Another budget, which holds at once. */
  resize(maxBytes: number): Promise<void>
  /** Removes files for something else that needs room on a full disk, once for each; says whether any is gone. */
  makeRoom(job: Job): Promise<boolean>
  /** Keeps a response, if the server lets it and there is room. */
  keep(job: Job, response: Response, size: number | undefined, asked: number): Promise<StoredFile | undefined>
}

export function createCachedFiles(
  options: CacheOptions & { readonly platform: Platform },
  warn: (problem: string) => void,
): CachedFiles {
  const { platform, directory } = options
  const keyOf = createCacheKey(options, warn)
  let isShrunk = false
  /** The downloads that have not ended, by when they began. */
  const unfinished = new Map<Job, number>()
  let begun = 0
  const loans = createLoans(
    () => begun,
    () => {
      for (const order of unfinished.values()) return order
      return Number.POSITIVE_INFINITY
    },
  )
  /** Those that files have gone for. */
  const satisfied = new WeakSet<Job>()

  /** What the table has for a request. A line that does not tell of its file any more is of no use. */
  const match = async (table: FileTable, request: CacheKeyRequest): Promise<StoredFile | undefined> => {
    const key = keyOf(request)
    for (const line of key === undefined ? [] : table.of(pathId(key))) {
      const file = readFile(line)
      if (file === undefined) await files.store.remove([line]).catch(ignore)
      else if (file.key === key && isVariant(file, request)) return file
    }
    return undefined
  }

  const files: CachedFiles = {
    get store() {
      return cacheStore(platform, directory || `${platform.userDataPath()}/miniferry/cache`)
    },
    options,
    conditions: { areHeld: false, areGivenUp: false },
    async open() {
      const { store } = files
      const table = await store.open()
      // Another run, or another downloader, may have had a larger one.
      if (!isShrunk) await store.shrink(options.maxBytes)
      isShrunk = true
      return table
    },
    keyOf,
    mayServe: (request) =>
      request.filePath === undefined &&
      request.cacheMode !== 'no-store' &&
      /^http/i.test(request.url) &&
      // Who asks for a range, or sets a condition, means the server.
      !Object.keys(request.header).some((name) => /^(range$|if-)/i.test(name)) &&
      keyOf(request) !== undefined,
    async find(request) {
      const table = await files.open()
      for (;;) {
        const file = await match(table, request)
        // One that is not there is forgotten, and a new version may have come meanwhile.
        if (file === undefined || (await files.store.isThere(file))) return file
      }
    },
    async findFor(job) {
      const { store } = files
      const file = await files.find(job.request)
      if (file === undefined || job.request.checksum === undefined) return file
      try {
        await verifyFile(job, store.pathOf(file), file.size)
      } catch {
        await store.removeUnpinned(file.name)
        return undefined
      }
      return (await store.isThere(file)) ? file : undefined
    },
    async lookUp(job, closedFor) {
      const { request } = job
      if (!files.mayServe(request) || request.cacheMode === 'reload') return undefined
      const file = await files.findFor(job)
      if (file === undefined) return undefined
      if (files.isUsable(file, request)) return files.serve(file)
      const isLost = closedFor === 'network' && mayBeStale(file, options, Date.now())
      return isLost ? files.serve(file, true) : undefined
    },
    isUsable: (file, { cacheMode }) =>
      cacheMode === 'force-cache' || (cacheMode === 'default' && isFresh(file, options, Date.now())),
    serve(file, isStale = false) {
      const { store } = files
      const { header, size, statusCode } = file
      store.use(file)
      files.lend(file)
      const filePath = store.pathOf(file)
      const result = { errMsg: 'downloadFile:ok', header: { ...header }, path: filePath, filePath } as const
      return {
        result: statusCode === undefined ? result : { ...result, statusCode },
        size,
        fromCache: true,
        isStale,
      }
    },
    lend: (file) => loans.lend(file.name, files.store.hold(file, options)),
    enter(job) {
      begun += 1
      unfinished.set(job, begun)
    },
    leave(job) {
      unfinished.delete(job)
      loans.settle()
    },
    async resize(maxBytes) {
      options.maxBytes = maxBytes
      await files.open()
      // It is the app itself that wants it.
      loans.end()
      await files.store.shrink(maxBytes)
    },
    async makeRoom(job) {
      if (satisfied.has(job)) return false
      satisfied.add(job)
      const { totalBytesExpectedToWrite: bytes = 0 } = job.meter.progress()
      const table = await files.open()
      const most = table.bytes - bytes - options.maxBytes * margin
      return (await files.store.shrink(Math.max(0, most))) > 0
    },
    async keep({ request, address }, { header, statusCode, tempFilePath = '' }, size, asked) {
      const stored = Date.now()
      const isWhole = statusCode === 200 || (statusCode === undefined && request.checksum !== undefined)
      const vary = varianceOf(header.vary, request.header)
      const key = keyOf(request)
      // Whose file it is, only `beforeAttempt` knows: it may be no other user's.
      const isPersonal =
        request.key === undefined &&
        options.key === undefined &&
        defaultKey({ ...request, header: address.header }) !== key
      if (key === undefined || isPersonal) return undefined
      const details = {
        key,
        url: withoutFragment(request.url),
        size: Number(size),
        ...(statusCode !== undefined && { statusCode }),
        ...(vary && { vary }),
        header: keptHeader(header),
        stored,
        initialAge: ageOnArrival(header, asked, stored),
      }
      const isOfUse = request.cacheMode === 'force-cache' || isReusable(details, options)
      if (!isWhole || size === undefined || !mayStore(header) || !isOfUse) return undefined
      const extension = fileExtension(header, request.url, tempFilePath)
      await files.open()
      const { store } = files
      const file = await store.put(details, extension, tempFilePath, options.maxBytes)
      if (file) files.lend(file)
      return file
    },
  }
  return files
}

/** Whether a file is what this request would get, by the headers that it depends on. */
function isVariant({ vary }: StoredFile, { header }: CacheKeyRequest): boolean {
  return vary === undefined || String(varianceOf(vary[0], header)) === String(vary)
}

function ignore(): undefined {}
