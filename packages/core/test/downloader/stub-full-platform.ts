import { createHash } from 'node:crypto'
import {
  DownloadError,
  type DownloadErrorCode,
  type Feature,
  type FileStore,
  type NativeListener,
  type NativeRequest,
  type NativeResult,
  type NetworkType,
  type Platform,
  type PlatformLimits,
} from '../../src/index.js'

/** A native download that does nothing until the test speaks for the host. */
export interface StubNative {
  readonly request: NativeRequest
  readonly listener: NativeListener
  isAborted: boolean
  isEnded: boolean
  progress(written: number, total?: number): void
  headers(header?: Record<string, string>): void
  /** Ends it with a file of these bytes, or as many zeros. */
  success(content?: Uint8Array | number, result?: NativeResult): void
  /** @param said - the words of the host, which are in its own object as well */
  fail(code: DownloadErrorCode, statusCode?: number, said?: string): void
}

export interface StubFiles extends FileStore {
  readonly contents: Map<string, Uint8Array<ArrayBuffer>>
}

export interface StubFullPlatform extends Platform {
  readonly natives: StubNative[]
  readonly files: StubFiles
  /** Natives that have begun and neither ended nor been aborted. */
  readonly running: StubNative[]
  /** The native of this url that was started last. */
  nativeOf(url: string): StubNative
  setNetwork(type: NetworkType, isSilent?: boolean): void
  setLifecycle(state: 'foreground' | 'background'): void
  /** How often the host was asked for its network. */
  readonly asked: number
}

export interface StubFullOptions {
  readonly limits?: Partial<PlatformLimits>
  readonly network?: NetworkType
  readonly lacks?: readonly Feature[]
}

export function createStubFullPlatform(options: StubFullOptions = {}): StubFullPlatform {
  const natives: StubNative[] = []
  const files = createStubFiles()
  const networkListeners = new Set<(type: NetworkType) => void>()
  const lifecycleListeners = new Set<(state: 'foreground' | 'background') => void>()
  let network: NetworkType = options.network ?? 'wifi'
  let asked = 0

  const begin = (request: NativeRequest, listener: NativeListener): StubNative => {
    const native: StubNative = {
      request,
      listener,
      isAborted: false,
      isEnded: false,
      progress: (totalBytesWritten, totalBytesExpectedToWrite) =>
        listener.progress({ totalBytesWritten, totalBytesExpectedToWrite }),
      headers: (header = {}) => listener.headers(header),
      success(content = 3, result = {}) {
        native.isEnded = true
        const ours = `tmp/${natives.indexOf(native)}`
        const { tempFilePath } = { tempFilePath: ours, ...result }
        files.contents.set(String(tempFilePath), new Uint8Array(content as number))
        listener.success({ statusCode: 200, header: {}, ...result, tempFilePath })
      },
      fail(code, statusCode, said) {
        native.isEnded = true
        const errMsg = `downloadFile:fail ${said ?? code}`
        const own = said === undefined ? {} : { errMsg: said }
        listener.fail({ code, errMsg, errno: 1, native: own, ...(statusCode && { statusCode }) })
      },
    }
    natives.push(native)
    return native
  }
  const download: Platform['download'] = (request, listener) => {
    const native = begin(request, listener)
    return {
      abort() {
        native.isAborted = true
      },
    }
  }
  return {
    name: 'stub',
    absence: () => undefined,
    userDataPath: () => 'usr',
    acceptedUrls: /^https?:\/\/[^/?#]/i,
    options: ['timeout', 'filePath', 'enableProfile', 'enableHttp2', 'enableQuic'],
    slots: { running: 0, waiting: new Set() },
    supports: (feature) => !options.lacks?.includes(feature),
    download,
    request: download,
    limits: {
      parallelDownloads: 10,
      downloadBytes: Number.POSITIVE_INFINITY,
      fileBytes: Number.POSITIVE_INFINITY,
      totalBytes: Number.POSITIVE_INFINITY,
      ...options.limits,
    },
    files,
    network: {
      current() {
        asked += 1
        return Promise.resolve(network)
      },
      subscribe: (listener) => subscribe(networkListeners, listener),
    },
    lifecycle: { subscribe: (listener) => subscribe(lifecycleListeners, listener) },
    natives,
    get running() {
      return natives.filter(({ isAborted, isEnded }) => !isAborted && !isEnded)
    },
    nativeOf(url) {
      const native = natives.filter(({ request }) => request.url === url).at(-1)
      if (native === undefined) throw new Error(`no native download of ${url} was started`)
      return native
    },
    setNetwork(type, isSilent = false) {
      network = type
      if (!isSilent) for (const listener of networkListeners) listener(type)
    },
    setLifecycle(state) {
      for (const listener of lifecycleListeners) listener(state)
    },
    get asked() {
      return asked
    },
  }
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Files in memory. Folders exist wherever something is in them. */
export function createStubFiles(): StubFiles {
  const contents = new Map<string, Uint8Array<ArrayBuffer>>()
  const toBytes = (data: string | ArrayBuffer): Uint8Array<ArrayBuffer> =>
    typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data)
  const read = (path: string): Uint8Array<ArrayBuffer> => {
    const content = contents.get(path)
    if (content === undefined) {
      const errMsg = `fail no such file ${path}`
      throw new DownloadError({ code: 'file-system', errMsg, platform: 'stub', url: '' })
    }
    return content
  }
  const move = (from: string, to: string): void => {
    const content = read(from)
    contents.delete(from)
    contents.set(to, content)
  }
  const attempt = <Value>(work: () => Value): Promise<Value> => new Promise((resolve) => resolve(work()))
  return {
    contents,
    digests: ['md5', 'sha1'],
    stat: (path) =>
      attempt(() => {
        const content = contents.get(path)
        return content && { size: content.length, isDirectory: false, modifiedTime: Number.NaN }
      }),
    readFile: (path, position = 0, length = Number.POSITIVE_INFINITY) =>
      attempt(() => read(path).slice(position, position + length).buffer),
    readText: (path) => attempt(() => new TextDecoder().decode(read(path))),
    writeFile: (path, data) => attempt(() => void contents.set(path, toBytes(data))),
    appendFile: (path, data) =>
      attempt(() => void contents.set(path, new Uint8Array(Buffer.concat([read(path), toBytes(data)])))),
    rename: (from, to) => attempt(() => move(from, to)),
    saveFile: (from, to) => attempt(() => move(from, to)),
    unlink: (path) => attempt(() => void contents.delete(path)),
    mkdir: () => Promise.resolve(),
    readdir: (path) =>
      attempt(() => {
        const inside = [...contents.keys()].filter((name) => name.startsWith(`${path}/`))
        return [...new Set(inside.map((name) => name.slice(path.length + 1).replace(/\/.*/, '')))]
      }),
    digest: (path, algorithm) => attempt(() => createHash(algorithm).update(read(path)).digest('hex')),
  }
}
