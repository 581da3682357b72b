import type { DownloadErrorCode } from './download-error.js'

/**
 * The seam: the only contract that a new platform has to meet.
 *
 * A binding is literal. It starts one native attempt, passes on what the host says, and translates names and
 * error codes. Everything with judgement in it lives in core, once.
 *
 * Each guarantee below is a case of the contract suite (`packages/testing`).
 */
export interface Platform extends DownloadPlatform {
  /** By what the host says of itself, which it is asked for once; never guessed from the name. */
  supports(feature: Feature): boolean
  /**
   * Starts one native GET whose body comes as `data` of the result, with the guarantees of `download`. Of the request only
   * `url`, `header` and `timeout` count. There are no progress events.
   */
  request(request: NativeRequest, listener: NativeListener): NativeTask
  /** What the host allows. A limit that no source names is `Infinity`. */
  readonly limits: PlatformLimits
  /** The files of the app. */
  readonly files: FileStore
  /** The network the phone is on. */
  readonly network: NetworkMonitor
  /** Whether the app is in the foreground. */
  readonly lifecycle: LifecycleMonitor
}

/** The part of a platform that `downloadFile` needs; apart, so that it bundles without the rest. */
export interface DownloadPlatform {
  /** `'wechat'`, `'alipay'`. For messages only: nothing in core branches on it. */
  readonly name: string
  /** Why nothing can be downloaded here, in words that say what to do; `undefined` where the host is there. */
  absence(): string | undefined
  /** The folder that the app may write to, read from the host at each call; `''` where it names none. */
  userDataPath(): string
  /** The urls that the host downloads. */
  readonly acceptedUrls: RegExp
  /** The options besides `url` and `header` that the host's `downloadFile` knows. */
  readonly options: readonly string[]
  /** The transfers of everything that downloads through this host: its parallel limit is over all of them. */
  readonly slots: TransferSlots
  /**
   * Starts one native attempt. The attempt settles once and reports nothing after it settled. Whatever the host
   * throws, returns or omits becomes a result or a `NativeFailure`. The host gets only the options that were given.
   * Where `filePath` was given, a result with a file has it at that very path.
   */
  download(request: NativeRequest, listener: NativeListener): NativeTask
}

/** Counts transfers. Core does that; a binding makes it: `{ running: 0, waiting: new Set() }`. */
export interface TransferSlots {
  /** Transfers that have begun and not ended. */
  running: number
  /** Called whenever one has ended. */
  readonly waiting: Set<() => void>
}

/** One native attempt, validated; a field that the caller did not give is absent. */
export interface NativeRequest {
  readonly url: string
  readonly header?: Readonly<Record<string, string>>
  /** Milliseconds. */
  readonly timeout?: number
  readonly filePath?: string
  readonly enableProfile?: boolean
  readonly enableHttp2?: boolean
  readonly enableQuic?: boolean
}

/** What a binding reports, in the host's order: events first, then exactly one of `success` and `fail`. */
export interface NativeListener {
  progress(event: NativeProgress): void
  headers(header: unknown): void
  success(result: NativeResult): void
  fail(failure: NativeFailure): void
}

/** Numbers as the host gave them; core decides what they are worth. */
export interface NativeProgress {
  readonly totalBytesWritten?: unknown
  readonly totalBytesExpectedToWrite?: unknown
}

/** A result under the common names; the values are the host's own and unchecked. */
export interface NativeResult {
  readonly tempFilePath?: unknown
  readonly filePath?: unknown
  readonly statusCode?: unknown
  readonly header?: unknown
  readonly dataLength?: unknown
  readonly profile?: unknown
  /** The body of a `request`, an ArrayBuffer. */
  readonly data?: unknown
}

/** A failure that the binding has named; `native` is the host's own object, untouched. */
export interface NativeFailure {
  readonly code: DownloadErrorCode
  /** The host's words, `downloadFile:fail …`. */
  readonly errMsg: string
  /** The host's number, where it gave one. */
  readonly errno: number | undefined
  /** The HTTP status, where the host's words have it. */
  readonly statusCode?: number | undefined
  readonly native: unknown
}

/** A running native attempt. */
export interface NativeTask {
  /** Asks the host to stop. Never throws, may be called at any time and any number of times. */
  abort(): void
}

/** What the host allows; bytes unless said otherwise. */
export interface PlatformLimits {
  /** Downloads that run at the same time. */
  readonly parallelDownloads: number
  /** One native download. */
  readonly downloadBytes: number
  /** One user file. */
  readonly fileBytes: number
  /** All user files together. */
  readonly totalBytes: number
}

/**
 * The user files of the app. Every method rejects with a `DownloadError` (`file-system`, `storage-full`,
 * `too-large` or `unsupported`). Paths are the host's own.
 */
export interface FileStore {
  /** `undefined` where there is nothing. */
  stat(path: string): Promise<FileStat | undefined>
  /** `length` bytes from `position` on, at least one, all within the file; without them the whole file. */
  readFile(path: string, ...range: [] | [position: number, length: number]): Promise<ArrayBuffer>
  readText(path: string): Promise<string>
  /** Creates or replaces; the parent folder has to exist. */
  writeFile(path: string, data: string | ArrayBuffer): Promise<void>
  /** The file has to exist. */
  appendFile(path: string, data: string | ArrayBuffer): Promise<void>
  /**
   * Replaces a file at `newPath`, which is removed first where the host refuses. Any other failure leaves both; after a kill the file may
   * be at `${oldPath}~`.
   */
  rename(oldPath: string, newPath: string): Promise<void>
  /** Moves a temporary file to a user path. */
  saveFile(tempFilePath: string, filePath: string): Promise<void>
  /** Succeeds where there is nothing. */
  unlink(path: string): Promise<void>
  /** Makes parents as well; succeeds where the folder exists. */
  mkdir(path: string): Promise<void>
  /** Names, not paths; `[]` where there is no such folder. */
  readdir(path: string): Promise<string[]>
  /** What `digest` knows, by the host's documentation. */
  readonly digests: readonly DigestAlgorithm[]
  /** Hexadecimal, lower case. Rejects with `unsupported` for an algorithm that the host lacks. */
  digest(path: string, algorithm: DigestAlgorithm): Promise<string>
}

export interface FileStat {
  /** Bytes. */
  readonly size: number
  readonly isDirectory: boolean
  /** Seconds since 1970, as the host counts them. */
  readonly modifiedTime: number
}

export type DigestAlgorithm = 'md5' | 'sha1' | 'sha256'

/** The kinds of network that a policy can tell apart. */
export type NetworkType = 'wifi' | 'cellular' | 'none' | 'unknown'

export interface NetworkMonitor {
  /** Asks the host; `'unknown'` where it does not say. Never rejects. */
  current(): Promise<NetworkType>
  /** Returns the function that ends the subscription. A host without the event never calls. */
  subscribe(listener: (type: NetworkType) => void): () => void
}

export interface LifecycleMonitor {
  /** Returns the function that ends the subscription. A host without the event never calls. */
  subscribe(listener: (state: 'foreground' | 'background') => void): () => void
}

/**
 * What a client may or may not be able to do: an option, a result field, a member of the task, or a kind of url.
 * Ask with `supports(feature)`.
 */
export type Feature =
  | 'header'
  | 'timeout'
  | 'filePath'
  | 'dataUrl'
  | 'enableProfile'
  | 'enableHttp2'
  | 'enableQuic'
  | 'tempFilePath'
  | 'statusCode'
  | 'responseHeader'
  | 'dataLength'
  | 'profile'
  | 'abort'
  | 'onProgressUpdate'
  | 'onHeadersReceived'
