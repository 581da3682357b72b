import { Buffer } from 'node:buffer'
import type { Download, DownloaderConfig } from '@miniferry/download-core'
import { vi } from 'vitest'
import type { ContractHost } from './contract-subject.js'
import { type CachingConfig, createPhone, type DownloaderPhone, openPhone } from './downloader-phone.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { createFaultyServer, type Fault, type FaultyServer } from './downloader-world-server.js'

/** What happens in a world, besides what its server does. */
export type WorldEvent =
  | { readonly kind: 'pass'; readonly milliseconds: number }
  | { readonly kind: 'pause' | 'resume' | 'abort'; readonly file: number }
  | { readonly kind: 'pauseAll' | 'resumeAll' | 'background' | 'foreground' }
  | { readonly kind: 'network'; readonly type: 'wifi' | '4g' | 'none' }
  | { readonly kind: 'kill'; readonly steps: number; readonly restores: boolean }

export interface WorldOptions {
  readonly resume: readonly NonNullable<DownloaderConfig['resume']>[]
  readonly knobs: Readonly<Record<string, unknown>>
  readonly faults: readonly Fault[]
}

/** An app that downloads some files while everything happens to it, and what is wrong with that. */
export interface World {
  readonly violations: readonly string[]
  happen(event: WorldEvent): Promise<void>
  /** Faults stop and everybody waits: then all has to be well. */
  end(): Promise<void>
}

/** How one file of the app fares. */
interface FileState {
  readonly name: string
  readonly outcomes: string[]
  download: Download | undefined
  /** The download of which an outcome still counts; after a kill there is another one. */
  life: number
  isAborted: boolean
  isKilled: boolean
  isKilledAfterAbort: boolean
}

const limit = 2
const old = Buffer.from('old')

export async function createWorld(
  subject: DownloaderSubject,
  { resume, knobs, faults }: WorldOptions,
): Promise<World> {
  const violations: string[] = []
  const server: FaultyServer = createFaultyServer([...faults])
  const config: CachingConfig = {
    concurrency: limit,
    timeout: 20_000,
    retry: {
      limit: Number.POSITIVE_INFINITY,
      minDelay: 100,
      maxDelay: 2000,
      jitter: 'none',
      shouldRetry: () => true,
    },
  }
  const memory = subject.createMemoryDisk()
  const files: FileState[] = resume.map((_, index) => ({
    name: `${index}.bin`,
    outcomes: [],
    download: undefined,
    life: 0,
    isAborted: false,
    isKilled: false,
    isKilledAfterAbort: false,
  }))
  const before = createPhone(subject, { disk: memory, knobs })
  for (const { name } of files) await before.write(name, 'old')

  let stepsToKill: number | undefined
  let restores = true
  let next: ContractHost | undefined
  const disk = subject.createWatchedDisk(memory, ({ path }) => {
    // What the host itself throws away, after an abort, is no step of the app.
    if (stepsToKill === undefined || path.startsWith('part/')) return
    if (stepsToKill > 0) {
      stepsToKill -= 1
      return
    }
    stepsToKill = undefined
    next = phone.host.simulate.kill()
    throw new Error('killed')
  })
  const fetch = subject.createScriptedFetch(server.answer)
  let phone: DownloaderPhone = createPhone(subject, { disk, fetch, knobs }, config)

  const check = (isRight: boolean, words: string): void => {
    if (!isRight) violations.push(words)
  }
  const isNew = (file: FileState): boolean => server.isAnyVersion(file.name, phone.read(file.name))
  const isOld = ({ name }: FileState): boolean =>
    Buffer.compare(phone.read(name) ?? Buffer.from(''), old) === 0
  /** A kill in the moment in which a host replaces a file that does not: the old one is gone, and the new one waits in its place. */
  const isBetween = ({ name }: FileState): boolean =>
    phone.read(name) === undefined && knobs.renameExisting === 'refuse'
  const look = (when: string): void => {
    for (const file of files) {
      check(
        isBetween(file) || isOld(file) || isNew(file),
        `${when}: ${file.name} is neither old, nothing nor new`,
      )
    }
    const active = phone.downloader.downloads.filter(({ state }) => state === 'active')
    check(active.length <= limit, `${when}: ${active.length} at a time`)
  }

  /** Counts the outcomes of a download in this life of the app. */
  const follow = (file: FileState, download: Download): void => {
    file.life += 1
    file.download = download
    const { life } = file
    download.then(
      () => {
        check(life === file.life, `${file.name}: an outcome after the kill`)
        check(isNew(file), `${file.name}: success with other bytes`)
        file.outcomes.push('success')
      },
      ({ code }) => {
        check(life === file.life, `${file.name}: an outcome after the kill`)
        check(code === 'aborted' && file.isAborted, `${file.name}: failed as ${code}`)
        file.outcomes.push(code)
      },
    )
  }
  const add = (file: FileState, index: number): void => {
    let calls = 0
    const once = (): void => {
      calls += 1
      check(calls === 1, `${file.name}: ${calls} callbacks`)
    }
    const url = `https://example.com/${file.name}`
    const filePath = phone.path(file.name)
    follow(
      file,
      phone.downloader.download({ url, filePath, resume: resume[index] ?? true, success: once, fail: once }),
    )
  }
  const start = (): void => {
    phone.downloader.on('start', () => look('at a start'))
  }
  /** The next run of the app: it restores, or asks for its files again. */
  const reopen = async (host: ContractHost): Promise<void> => {
    phone = openPhone(subject, host, disk, config)
    start()
    next = undefined
    look('after a kill')
    for (const file of files) {
      if (file.isAborted) file.isKilledAfterAbort = true
      file.isKilled = true
      file.life += 1
    }
    if (restores) await restore()
    for (const [index, file] of files.entries()) {
      const isRunning = phone.downloader.downloads.includes(file.download as Download)
      if (!isRunning && !file.isAborted && !file.outcomes.includes('success')) add(file, index)
    }
  }
  const restore = async (): Promise<void> => {
    for (const download of await phone.downloader.restore()) {
      const file = files.find(({ name }) => download.url.endsWith(`/${name}`))
      check(file !== undefined, `${download.url} restored`)
      if (file) follow(file, download)
    }
  }

  const happen = async (event: WorldEvent): Promise<void> => {
    const { simulate } = phone.host
    switch (event.kind) {
      case 'pass':
        await vi.advanceTimersByTimeAsync(event.milliseconds)
        break
      case 'pause':
      case 'resume':
        files[event.file]?.download?.[event.kind]()
        break
      case 'abort': {
        const file = files[event.file]
        if (file?.download === undefined || file.outcomes.length > 0) break
        file.isAborted = true
        file.download.abort()
        break
      }
      case 'pauseAll':
        phone.downloader.pause()
        break
      case 'resumeAll':
        phone.downloader.resume()
        break
      case 'network':
        simulate.network(event.type)
        break
      case 'kill':
        restores = event.restores
        stepsToKill = undefined
        if (event.steps === 0) next = simulate.kill()
        else stepsToKill = event.steps
        break
      default:
        simulate[event.kind]()
    }
    await vi.advanceTimersByTimeAsync(0)
    if (next !== undefined) await reopen(next)
    look(`after ${JSON.stringify(event)}`)
  }

  start()
  for (const [index, file] of files.entries()) add(file, index)
  return {
    violations,
    happen,
    async end() {
      server.calm()
      stepsToKill = undefined
      await happen({ kind: 'foreground' })
      await happen({ kind: 'network', type: 'wifi' })
      await happen({ kind: 'resumeAll' })
      await happen({ kind: 'pass', milliseconds: 900_000 })
      await restore()
      await happen({ kind: 'pass', milliseconds: 900_000 })
      for (const file of files) {
        const { name, outcomes, isAborted, isKilled, isKilledAfterAbort } = file
        check(
          outcomes.length === 1 || isKilledAfterAbort,
          `${name}: outcomes ${outcomes}, ${file.download?.state}`,
        )
        const isRight = isAborted ? isOld(file) || isBetween(file) || (isKilled && isNew(file)) : isNew(file)
        check(
          isRight || (isAborted && outcomes.includes('success')),
          `${name}: not as it has to be in the end`,
        )
      }
      check(phone.downloader.downloads.length === 0, 'unfinished in the end')
      const expected = files.map(({ name }) => `user/${name}`)
      const left = phone.files().filter((path) => !expected.includes(path))
      check(left.length === 0, `left behind: ${left}`)
    },
  }
}
