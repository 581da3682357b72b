import { type CacheStore, createCacheStore } from '../../src/cache/store.js'
import { type FileLine, readFile, type StoredFile, writeLine } from '../../src/cache/stored-file.js'
import type { FileTable } from '../../src/cache/table.js'
import { pathId } from '../../src/downloader/paths.js'
import {
  DownloadError,
  type DownloadErrorCode,
  type FileStore,
  type PlatformLimits,
} from '../../src/index.js'
import { createStubFullPlatform, type StubFiles } from '../downloader/stub-full-platform.js'

/** What a store asks of the host. */
export type FileMethod = Exclude<
  {
    [Name in keyof FileStore]: FileStore[Name] extends (...given: never[]) => unknown ? Name : never
  }[keyof FileStore],
  undefined
>

interface PutOptions {
  readonly details?: Partial<StoredFile>
  readonly maxBytes?: number
  readonly store?: CacheStore
}

export interface StoreScene {
  readonly store: CacheStore
  readonly files: StubFiles
  /** `method path` of each call since the last `forgetCalls`. */
  readonly calls: readonly string[]
  forgetCalls(): void
  /** Makes so many calls of a method fail, of those whose path matches; later ones work again. */
  fail(method: FileMethod, code: DownloadErrorCode, times?: number, path?: RegExp): void
  /** Everything works again. */
  heal(): void
  /** As the user or the host does it. */
  removeFolder(): void
  /** The app begins anew: another store over the same files. */
  restart(): CacheStore
  /** The same, and opens it. */
  reopen(): Promise<{ store: CacheStore; table: FileTable }>
  /** Makes a temporary file of so many bytes and keeps it: in the first store, within 1000 bytes. */
  put(url: string, size?: number, options?: PutOptions): Promise<StoredFile | undefined>
  /** Names of the files in the folder, without the index. */
  names(): string[]
}

export const folder = 'usr/cache'
export const indexPath: string = `${folder}/miniferry-index.jsonl`

/** A file of this key, else of a url of its own, which is told from others by a few letters in its name. */
export function storedFile(letters: string, given: Partial<StoredFile> = {}): StoredFile {
  const url = given.url ?? `https://example.com/${letters}`
  const key = given.key ?? url
  const name = `miniferry-${pathId(key)}-${letters}`
  return { name, key, url, size: 100, header: {}, stored: 0, initialAge: 0, ...given }
}

/** What the index says of it. */
export function fileLine(letters: string, given: Partial<StoredFile> = {}): FileLine {
  return writeLine(storedFile(letters, given))
}

/** Those letters. */
export function lettersOf(files: readonly { readonly name: string }[]): string[] {
  return files.map(({ name }) => name.replace(/.*-/, ''))
}

/** A store over files in memory that can fail, of a host on which a file needs its folder. */
export function createStoreScene(limits: Partial<PlatformLimits> = {}): StoreScene {
  const platform = createStubFullPlatform({ limits })
  const { files: inner } = platform
  const folders = new Set<string>()
  const calls: string[] = []
  let failures: { method: string; code: DownloadErrorCode; left: number; path: RegExp }[] = []
  let temporary = 0

  const failIfAsked = (method: string, path: string): void => {
    calls.push(`${method} ${path}`)
    const failure = failures.find((one) => one.method === method && one.left > 0 && one.path.test(path))
    if (failure === undefined) return
    failure.left -= 1
    throw failing(failure.code, method)
  }
  const needFolder = (path: string): void => {
    if (!folders.has(path.replace(/\/[^/]*$/, ''))) throw failing('file-system', `no folder for ${path}`)
  }
  const attempt = async <Value>(method: string, path: string, work: () => Promise<Value>): Promise<Value> => {
    failIfAsked(method, path)
    return await work()
  }
  const files: StubFiles = {
    ...inner,
    stat: (path) => attempt('stat', path, () => inner.stat(path)),
    readText: (path) => attempt('readText', path, () => inner.readText(path)),
    writeFile: (path, data) =>
      attempt('writeFile', path, () => {
        needFolder(path)
        return inner.writeFile(path, data)
      }),
    appendFile: (path, data) =>
      attempt('appendFile', path, () => {
        const before = inner.contents.get(path)
        if (before === undefined) throw failing('file-system', `no file ${path}`)
        inner.contents.set(path, joined(before, new TextEncoder().encode(String(data))))
        return Promise.resolve()
      }),
    rename: (from, to) => attempt('rename', to, () => inner.rename(from, to)),
    saveFile: (from, to) =>
      attempt('saveFile', to, () => {
        needFolder(to)
        return inner.saveFile(from, to)
      }),
    unlink: (path) => attempt('unlink', path, () => inner.unlink(path)),
    mkdir: (path) =>
      attempt('mkdir', path, () => {
        folders.add(path)
        return Promise.resolve()
      }),
    readdir: (path) => attempt('readdir', path, () => inner.readdir(path)),
  }
  const create = (): CacheStore => createCacheStore({ ...platform, files }, folder)
  const scene: StoreScene = {
    store: create(),
    files,
    calls,
    forgetCalls() {
      calls.length = 0
    },
    fail(method, code, times = Number.POSITIVE_INFINITY, path = /./) {
      failures.push({ method, code, left: times, path })
    },
    heal() {
      failures = []
    },
    removeFolder() {
      folders.clear()
      for (const path of files.contents.keys()) if (path.startsWith(`${folder}/`)) files.contents.delete(path)
    },
    restart: create,
    async reopen() {
      const store = create()
      return { store, table: await store.open() }
    },
    put(url, size = 100, { details = {}, maxBytes = 1000, store = scene.store } = {}) {
      temporary += 1
      files.contents.set(`tmp/${temporary}`, new Uint8Array(size))
      const file = storedFile('', { url, size, ...details })
      return store.put(file, '.png', `tmp/${temporary}`, maxBytes)
    },
    names: () =>
      [...files.contents.keys()]
        .filter((path) => path.startsWith(`${folder}/`) && !path.startsWith(indexPath))
        .map((path) => path.slice(folder.length + 1)),
  }
  return scene
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}

function failing(code: DownloadErrorCode, words: string): DownloadError {
  return new DownloadError({ code, errMsg: `fail ${words}`, platform: 'stub', url: '' })
}

/** An open store with files of 100 bytes. */
export async function createFilled(urls: readonly string[] = ['a', 'b', 'c']): Promise<FilledScene> {
  const scene = createStoreScene()
  const table = await scene.store.open()
  const stored: StoredFile[] = []
  for (const url of urls) {
    const file = await scene.put(url)
    if (file) stored.push(file)
  }
  scene.forgetCalls()
  return { ...scene, table, stored, scene }
}

export interface FilledScene extends StoreScene {
  readonly table: FileTable
  readonly stored: readonly StoredFile[]
  readonly scene: StoreScene
}

/** The urls of all files, the least recently used first. */
export function urlsOf(table: FileTable): (string | undefined)[] {
  return table.all().map((line) => readFile(line)?.url)
}

/** What is known of the file of a url that is its own key. */
export function fileOf(table: FileTable, url: string): StoredFile | undefined {
  return table.of(pathId(url)).map(readFile).find(Boolean)
}

export function callsOf({ calls }: Pick<StoreScene, 'calls'>, method: FileMethod): string[] {
  return calls.filter((call) => call.startsWith(`${method} `))
}
