import { Buffer } from 'node:buffer'
import type { CacheMode, Downloader } from '@miniferry/download-core'
import { vi } from 'vitest'
import { bytesOf, type CacheScene, cacheFolder, createCacheScene, urlOf } from './cache-scene.js'
import { freshFor, judgeFile } from './cache-world-judge.js'
import type { ContractHost } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** What happens in a world. `by` is one of the two that use the cache, `file` one of its files. */
export type CacheWorldEvent =
  | {
      readonly kind: 'fetch'
      readonly file: number
      readonly mode: CacheMode
      readonly by: number
      readonly user: number
    }
  | { readonly kind: 'pin' | 'unpin' | 'delete'; readonly file: number; readonly by: number }
  | { readonly kind: 'clear'; readonly by: number }
  | { readonly kind: 'resize'; readonly by: number; readonly maxBytes: number }
  | { readonly kind: 'change' | 'removeFile'; readonly file: number }
  | { readonly kind: 'removeIndex' }
  | { readonly kind: 'disk'; readonly freeBytes: number }
  | { readonly kind: 'server'; readonly state: 'well' | 'away' | 'broken'; readonly after: number }
  | { readonly kind: 'pass'; readonly milliseconds: number }
  | { readonly kind: 'kill'; readonly steps: number }

export interface CacheWorldOptions {
  readonly second: 'downloader' | 'copy'
  readonly staleIfError: boolean
  readonly knobs: Readonly<Record<string, unknown>>
}

/** An app with a cache, to which everything happens, and what is wrong with that. */
export interface CacheWorld {
  readonly violations: readonly string[]
  /** Downloads that were looked at. */
  readonly outcomes: number
  happen(event: CacheWorldEvent): Promise<void>
  end(): Promise<void>
}

const names = [...'abcdef']
const sizes = [1000, 1500, 500, 2000, 0, 3000]
const firstBudget = 4000
const foreign = [
  'user/a.bin',
  'saved/b.png',
  `${cacheFolder}/holiday.png`,
  `${cacheFolder}/miniferry-index.jsonl.old`,
]

export function createCacheWorld(subject: DownloaderSubject, options: CacheWorldOptions): CacheWorld {
  const { second, staleIfError, knobs } = options
  const violations: string[] = []
  const disk = subject.createMemoryDisk()
  for (const path of foreign) disk.write(path, Buffer.from(path))
  const scene: CacheScene = createCacheScene(subject, {
    cache: { maxBytes: firstBudget, staleIfError },
    host: { disk, knobs },
    server: {
      header: { 'Cache-Control': `max-age=${freshFor / 1000}` },
      sizeOf: (name) => sizes[names.indexOf(name)] ?? 0,
      variesBy: ['authorization'],
    },
  })
  const { server } = scene
  /** What may be wrong with what was promised. */
  const pinned = new Set<string>()
  let hasPinned = false
  let life = 0
  let unsettled = 0
  let outcomes = 0
  /** Counts what may take a file away from under a download. */
  let removals = 0
  let troubles = 0
  let limits = [firstBudget, firstBudget]
  let ceiling = firstBudget
  let stepsToKill: number | undefined
  let next: ContractHost | undefined
  let users: readonly Downloader[] = []

  const check = (isRight: boolean, words: string): void => {
    if (!isRight) violations.push(words)
  }
  const ourFiles = (): string[] => scene.files().filter((path) => !foreign.includes(path))
  const kept = (): number => bytesOf(ourFiles(), scene)
  const lookAtBudget = (when: string): void => {
    const most = Math.max(...limits) * (second === 'copy' ? 2 : 1)
    ceiling = Math.max(most, kept() <= most ? most : ceiling)
    check(hasPinned || kept() <= ceiling, `${when}: ${kept()} bytes, and at most ${ceiling} may be`)
  }
  const begin = (): void => {
    users = [scene.phone.downloader, scene.another(second)]
    limits = [firstBudget, firstBudget]
    ceiling = Math.max(ceiling, kept())
  }
  scene.onStep = ({ path }) => {
    if (path.startsWith('part/')) return
    if (stepsToKill === undefined) return
    stepsToKill -= 1
    if (stepsToKill >= 0) return
    stepsToKill = undefined
    next = scene.phone.host.simulate.kill()
    throw new Error('killed')
  }

  /** Something that ends, unless the app dies before. */
  const follow = <Value>(
    work: Promise<Value>,
    done: (value: Value) => void,
    failed: (code: string) => void,
  ): void => {
    const of = life
    unsettled += 1
    const leave = (settle: () => void): void => {
      check(of === life, 'something ended after the kill')
      unsettled -= 1
      settle()
    }
    work.then(
      (value) => leave(() => done(value)),
      (error) => leave(() => failed(String(error?.code ?? error))),
    )
  }
  const fetch = (name: string, mode: CacheMode, by: number, user: number): void => {
    const before = { removals, troubles }
    const variant = user === 0 ? '' : `user ${user}`
    const request = { cacheMode: mode, ...(user > 0 && { header: { Authorization: variant } }) }
    follow(
      scene.start(name, request, users[by]),
      ({ result, bytes, path }) => {
        outcomes += 1
        if (bytes === undefined) {
          const mayBeGone = before.removals !== removals || (second === 'copy' && result.fromCache)
          check(mayBeGone, `${name} for ${mode}: there is nothing at ${path}`)
          return
        }
        const fault = judgeFile(server, { name, variant, mode, result, bytes })
        check(fault === undefined, String(fault))
      },
      (code) => {
        const isExcused = before.troubles !== troubles || server.manners.trouble !== undefined
        check(isExcused && /^(network|http-status)$/.test(code), `${name} for ${mode} failed as ${code}`)
      },
    )
  }
  const pin = (name: string, by: number): void => {
    const before = removals
    const cache = users[by]?.cache
    if (cache === undefined) return
    hasPinned = true
    follow(
      cache.pin(urlOf(name)),
      (isPinned) => {
        if (isPinned && before === removals && second === 'downloader') pinned.add(name)
      },
      (code) => check(code === 'storage-full', `pin failed as ${code}`),
    )
  }
  const remove = (gone: readonly string[]): void => {
    removals += 1
    for (const name of gone) pinned.delete(name)
  }
  const none = (): void => undefined

  const happen = async (event: CacheWorldEvent): Promise<void> => {
    const { simulate } = scene.phone.host
    const name = 'file' in event ? (names[event.file] ?? 'a') : ''
    const by = 'by' in event ? event.by : 0
    const cache = users[by]?.cache ?? scene.cache
    switch (event.kind) {
      case 'fetch':
        fetch(name, event.mode, by, event.user)
        break
      case 'pin':
        pin(name, by)
        break
      case 'unpin':
        remove([name])
        follow(cache.unpin(urlOf(name)), none, (code) =>
          check(code === 'storage-full', `unpin failed as ${code}`),
        )
        break
      case 'delete':
        remove([name])
        follow(cache.delete(urlOf(name)), none, (code) => check(false, `delete failed as ${code}`))
        break
      case 'clear':
        remove(names)
        follow(cache.clear(), none, (code) => check(false, `clear failed as ${code}`))
        break
      case 'resize':
        removals += 1
        limits[by] = Math.max(event.maxBytes, limits[by] ?? 0)
        follow(
          cache.resize(event.maxBytes),
          () => {
            limits[by] = event.maxBytes
          },
          (code) => check(false, `resize failed as ${code}`),
        )
        break
      case 'change':
        server.change(name)
        break
      case 'removeFile': {
        remove(names)
        const files = ourFiles()
        const path = files[event.file % Math.max(1, files.length)]?.replace(/^user/, '')
        simulate.removeFiles((file) => path !== undefined && file.endsWith(path))
        break
      }
      case 'removeIndex':
        remove(names)
        simulate.removeFiles((path) => /index\.jsonl~?$/.test(path))
        break
      case 'disk':
        simulate.fillDisk(event.freeBytes)
        break
      case 'server':
        troubles += 1
        server.manners.after = event.after
        server.manners.trouble =
          event.state === 'away'
            ? { error: 'refused' }
            : event.state === 'broken'
              ? { status: 503 }
              : undefined
        break
      case 'pass':
        await vi.advanceTimersByTimeAsync(event.milliseconds)
        break
      case 'kill':
        stepsToKill = event.steps
        break
    }
    await vi.advanceTimersByTimeAsync(0)
    if (next !== undefined) reopen(next)
    lookAtBudget(JSON.stringify(event))
    for (const path of foreign) {
      check(Buffer.from(disk.read(path)).toString() === path, `${path} was changed`)
    }
  }
  const reopen = (host: ContractHost): void => {
    next = undefined
    life += 1
    unsettled = 0
    // Those of the dead app and its host.
    vi.clearAllTimers()
    scene.restart(host)
    begin()
  }

  begin()
  return {
    violations,
    get outcomes() {
      return outcomes
    },
    happen,
    async end() {
      stepsToKill = undefined
      await happen({ kind: 'server', state: 'well', after: 0 })
      await happen({ kind: 'disk', freeBytes: Number.POSITIVE_INFINITY })
      await happen({ kind: 'pass', milliseconds: 120_000 })
      check(unsettled === 0, `${unsettled} have not ended`)
      reopen(scene.phone.host.simulate.kill())
      scene.phone.host.simulate.knobs.fileDelay = 0
      const entries = await scene.cache.entries()
      const known = entries.map(({ filePath }) => `${cacheFolder}/${filePath.split('/').pop()}`)
      check(known.sort().join() === ourFiles().sort().join(), `in the end ${ourFiles()}, known ${known}`)
      check(
        (await scene.cache.size()) === kept(),
        `in the end a size of ${await scene.cache.size()}, not ${kept()}`,
      )
      const isPinned = entries.every((entry) => entry.isPinned)
      check(kept() <= firstBudget || isPinned, `in the end ${kept()} bytes`)
      for (const name of pinned) {
        check((await scene.cache.get(urlOf(name)))?.isPinned === true, `${name} is not pinned in the end`)
      }
      for (const name of names) fetch(name, 'default', 0, 0)
      await vi.advanceTimersByTimeAsync(1000)
      check(unsettled === 0, `${unsettled} have not ended in the end`)
    },
  }
}
