import { Buffer } from 'node:buffer'
import { vi } from 'vitest'
import { cacheFolder, urlOf } from './cache-scene.js'
import { createCacheWorldApp } from './cache-world-app.js'
import {
  type CacheWorldEvent,
  type CacheWorldOptions,
  foreignFiles,
  worldBudget,
  worldFiles,
} from './cache-world-event.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** An app with a cache, to which everything happens, and what is wrong with that. */
export interface CacheWorld {
  readonly violations: readonly string[]
  /** Downloads that were looked at. */
  readonly outcomes: number
  happen(event: CacheWorldEvent): Promise<void>
  /** Troubles stop and everybody waits: then all has to be well. */
  end(): Promise<void>
}

const troubles = { well: undefined, away: { error: 'refused' }, broken: { status: 503 } } as const

export function createCacheWorld(subject: DownloaderSubject, options: CacheWorldOptions): CacheWorld {
  const violations: string[] = []
  const check = (isRight: boolean, words: string): void => {
    if (!isRight) violations.push(words)
  }
  const app = createCacheWorldApp(subject, options, check)
  const { scene } = app
  const { server } = scene
  /** The budgets of both, and what there may be until the files of a larger one have gone. */
  let limits = [worldBudget, worldBudget]
  let ceiling = worldBudget

  const look = (when: string): void => {
    // Two copies count apart.
    const most = Math.max(...limits) * (options.second === 'copy' ? 2 : 1)
    const kept = app.kept()
    if (kept <= most) ceiling = most
    check(app.hasPinned || kept <= Math.max(most, ceiling), `${when}: ${kept} bytes, ${most} may be`)
    for (const path of foreignFiles) {
      check(Buffer.from(scene.phone.disk.read(path)).toString() === path, `${when}: ${path} was changed`)
    }
  }
  const resize = (by: number, maxBytes: number): void => {
    app.give([])
    // Until the files are gone.
    limits[by] = Math.max(maxBytes, limits[by] ?? 0)
    app.follow('resize', app.cacheOf(by).resize(maxBytes), () => {
      limits[by] = maxBytes
    })
  }
  const remove = (file: number): void => {
    app.give(worldFiles.keys())
    const files = app.ourFiles()
    const path = files[file % Math.max(1, files.length)]?.replace(/^user/, '')
    scene.phone.host.simulate.removeFiles((other) => path !== undefined && other.endsWith(path))
  }
  const run = async (event: CacheWorldEvent): Promise<void> => {
    const { simulate } = scene.phone.host
    const name = 'file' in event ? ([...worldFiles.keys()][event.file] ?? 'a') : ''
    switch (event.kind) {
      case 'fetch':
        return app.fetch(event, name)
      case 'pin':
        return app.pin(name, event.by)
      case 'unpin':
      case 'delete':
        app.give([name])
        return app.follow(event.kind, app.cacheOf(event.by)[event.kind](urlOf(name)))
      case 'clear':
        app.give(worldFiles.keys())
        return app.follow('clear', app.cacheOf(event.by).clear())
      case 'abort':
        return app.abort(event.by)
      case 'resize':
        return resize(event.by, event.maxBytes)
      case 'change':
        return server.change(name)
      case 'removeFile':
        return remove(event.file)
      case 'removeIndex':
        app.give(worldFiles.keys())
        simulate.removeFiles((path) => /index\.jsonl~?$/.test(path))
        return
      case 'disk':
        return simulate.fillDisk(event.freeBytes)
      case 'server':
        app.trouble()
        Object.assign(server.manners, { after: event.after, trouble: troubles[event.state] })
        return
      case 'network':
        return simulate.network(event.type)
      case 'pass':
        await vi.advanceTimersByTimeAsync(event.milliseconds)
        return
      case 'kill':
        return app.killAfter(event.steps)
    }
  }
  const happen = async (event: CacheWorldEvent): Promise<void> => {
    await run(event)
    await vi.advanceTimersByTimeAsync(0)
    begin()
    look(JSON.stringify(event))
  }
  const begin = (isForced = false): void => {
    const life = scene.phone
    app.revive(isForced)
    if (life !== scene.phone) limits = [worldBudget, worldBudget]
  }

  return {
    violations,
    get outcomes() {
      return app.outcomes
    },
    happen,
    async end() {
      app.killAfter(undefined)
      await happen({ kind: 'server', state: 'well', after: 0 })
      await happen({ kind: 'network', type: 'wifi' })
      await happen({ kind: 'disk', freeBytes: Number.POSITIVE_INFINITY })
      await happen({ kind: 'pass', milliseconds: 120_000 })
      check(app.unsettled === 0, `${app.unsettled} have not ended`)
      begin(true)
      scene.phone.host.simulate.knobs.fileDelay = 0
      const entries = await scene.cache.entries()
      const known = entries.map(({ filePath }) => `${cacheFolder}/${filePath.split('/').pop()}`)
      const found = app.ourFiles()
      check(known.sort().join() === found.sort().join(), `in the end ${found} are there, ${known} known`)
      check((await scene.cache.size()) === app.kept(), `in the end a size of ${await scene.cache.size()}`)
      const arePinned = entries.every(({ isPinned }) => isPinned)
      check(arePinned || app.kept() <= worldBudget, `in the end ${app.kept()} bytes`)
      for (const name of app.pinned) {
        check((await scene.cache.get(urlOf(name)))?.isPinned === true, `${name} is not pinned in the end`)
      }
      for (const name of worldFiles.keys()) app.fetch({ mode: 'default', by: 0, user: 0 }, name)
      await vi.advanceTimersByTimeAsync(1000)
      check(app.unsettled === 0, `${app.unsettled} have not ended in the end`)
    },
  }
}
