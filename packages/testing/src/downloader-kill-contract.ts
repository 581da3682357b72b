import { Buffer } from 'node:buffer'
import type { DownloadRequest } from '@miniferry/download-core'
import { describe, expect, test } from 'vitest'
import type { ContractDisk, DownloaderSubject } from './contract-subject.js'
import { isSame } from './expect-bytes.js'
import {
  createKill,
  createPhone,
  filesBelow,
  type Killed,
  killAtEachStep,
  openPhone,
  type Phone,
  unfinishedOn,
} from './phone.js'
import { createScriptedServer, type ScriptedServer } from './scripted-server.js'
import { useVirtualTime } from './virtual-time.js'

const name = 'a.bin'
const url = `https://example.com/${name}`
const old = Buffer.from('the old file')
const size = 300_000
const segmentSize = 16_384

/** Where a download goes: to a path, or into a folder in which its name is taken. */
const places = {
  path: { ask: (path: Phone['path']) => ({ filePath: path(name) }), target: name, taken: undefined },
  folder: {
    ask: (path: Phone['path']) => ({ directory: path('inbox') }),
    target: 'inbox/a (1).bin',
    taken: `inbox/${name}`,
  },
} as const

/** Whether the app asks by the same address after the kill, or by a fresh one of the same key, where the old one is dead. */
type Address = 'same' | 'fresh'

interface Scene {
  readonly request: Partial<DownloadRequest>
  readonly place: keyof typeof places
  readonly goOn: GoOn
  readonly address: Address
}

/** A download that was killed, and what goes on afterwards. */
interface Run extends Partial<Killed> {
  readonly server: ScriptedServer
  /** Addresses that the server refuses. */
  readonly dead: Set<string>
  readonly disk: ContractDisk
  readonly phone: Phone
}

type Life = (phone: Phone, server: ScriptedServer) => Promise<unknown>
type GoOn = 'restore' | 'download'

/** The app is killed before each step that it makes on the disk, and started again. */
export function describeDownloaderKillContract(subject: DownloaderSubject): void {
  /** Lives to the end, or a kill before so many steps, over an old file and folders of an earlier run. */
  const run = async (
    life: Life,
    count: number,
    knobs: Record<string, unknown>,
    oldFile: string = name,
  ): Promise<Run> => {
    const dead = new Set<string>()
    const server = createScriptedServer({ sizeOf: () => size, pieceSize: 65_536 })
    const memory = subject.createMemoryDisk()
    const before = createPhone(subject, { disk: memory, knobs })
    await before.platform.files.mkdir(before.path('inbox'))
    await before.write(oldFile, old.toString())
    let phone: Phone | undefined
    const { killed, onStep } = createKill(
      count,
      () => phone?.host ?? expect.fail('a step before the app was there'),
    )
    const disk = subject.createWatchedDisk(memory, onStep)
    const fetch = subject.createScriptedFetch((address, asked) =>
      dead.has(address) ? { status: 403, chunks: [{ bytes: 20 }] } : server.answer(address, asked),
    )
    phone = createPhone(subject, { disk, fetch, knobs })
    const end = await Promise.race([killed, life(phone, server).then(() => undefined)])
    return { ...end, server, dead, disk, phone }
  }

  /** What is wrong with the run after the kill; nothing should be. */
  const faultsOf = async (
    { step, next, server, dead, disk }: Run,
    { request, place, goOn, address }: Scene,
  ): Promise<string[]> => {
    const { ask, target, taken } = places[place]
    const faults: string[] = []
    const check = (isRight: boolean, words: string): void => {
      if (!isRight) faults.push(`${step}: ${words}`)
    }
    const partName = filesBelow(disk, 'user').find((path) => path.endsWith('.part'))
    const partSize = partName === undefined ? 0 : (disk.stat(partName)?.size ?? 0)
    const hasRecord = unfinishedOn(disk).size > 0
    const { bytesGiven } = server
    const phone = openPhone(subject, next ?? expect.fail('no next run'), disk)
    const found = phone.read(target)
    const isOld = taken === undefined ? isSame(found, old) : found === undefined
    const isDone = server.isFile(found, name)
    check(found === undefined || isOld || isDone, 'neither old, nothing nor new')
    check(isDone || hasRecord || isOld, 'the old file is gone without a record')
    let downloads = goOn === 'restore' ? await phone.downloader.restore() : []
    check(goOn === 'download' || downloads.length === Number(hasRecord), `${downloads.length} restored`)
    if (address === 'fresh') dead.add(url)
    const again = { url: address === 'fresh' ? `${url}?again` : url, ...request, ...ask(phone.path) }
    // A file that is there already would get a second name.
    const isTold = taken !== undefined && isDone && !hasRecord
    const isFresh = address === 'fresh' && !isDone
    if (isFresh || (downloads.length === 0 && !isTold))
      downloads = [...downloads, phone.downloader.download(again)]
    try {
      const [result] = await Promise.all(downloads)
      check(isDone || result?.resumedBytes === partSize, `${result?.resumedBytes} resumed`)
      check(isTold || result?.path === phone.path(target), `stored at ${result?.path}`)
    } catch (error) {
      check(false, String(error))
    }
    check(server.isFile(phone.read(target), name), 'other bytes in the end')
    const spent = server.bytesGiven - bytesGiven
    const missing = isDone && hasRecord ? 0 : size - (isDone ? 0 : partSize)
    check(spent <= missing, `${spent} bytes fetched, ${missing} missing`)
    if (goOn === 'download') await phone.downloader.restore()
    check(phone.files().join() === filesIn(place), `left behind: ${phone.files()}`)
    check(taken === undefined || isSame(phone.read(taken), old), 'the file of another is not what it was')
    return faults
  }

  const filesIn = (place: keyof typeof places): string => {
    const { target, taken } = places[place]
    return [target, ...(taken === undefined ? [] : [taken])].map((file) => `user/${file}`).join()
  }

  const kinds = [
    ['of segments', { resume: { segmentSize } }, 15],
    ['of four segments at a time', { resume: { segmentSize, parallel: 4 } }, 15],
    ['of segments through request', { resume: { segmentSize, via: 'request' } }, 10],
    ['in one request', { resume: false }, 6],
  ] as const
  const ways: readonly [renameExisting: 'replace' | 'refuse', goOn: GoOn][] = [
    ['replace', 'restore'],
    ['refuse', 'restore'],
    ['refuse', 'download'],
  ]

  describe(`${subject.name} downloader, killed at any step`, () => {
    useVirtualTime()

    const describeScene = (
      words: string,
      leastSteps: number,
      renameExisting: 'replace' | 'refuse',
      scene: Scene,
    ): void => {
      test(words, async () => {
        const { ask, target, taken } = places[scene.place]
        const life: Life = ({ downloader, path }) =>
          downloader.download({ url, ...scene.request, ...ask(path) })
        await killAtEachStep(leastSteps, async (count) => {
          const lived = await run(life, count, { renameExisting }, taken)
          if (lived.next !== undefined) return faultsOf(lived, scene)
          expect(lived.server.isFile(lived.phone.read(target), name)).toBe(true)
          expect(lived.phone.files().join()).toBe(filesIn(scene.place))
          return undefined
        })
      })
    }

    for (const [kind, request, leastSteps] of kinds) {
      for (const [renameExisting, goOn] of ways) {
        const words = `finishes a download ${kind} onto an old file, where rename would ${renameExisting}, then ${goOn}`
        describeScene(words, leastSteps, renameExisting, { request, place: 'path', goOn, address: 'same' })
      }
    }

    for (const goOn of ['restore', 'download'] as const) {
      for (const [kind, request] of [kinds[0], kinds[3]]) {
        const words = `puts one file of a download ${kind} beside another of its name, then ${goOn}`
        describeScene(words, 6, 'refuse', { request, place: 'folder', goOn, address: 'same' })
      }
      for (const place of ['path', 'folder'] as const) {
        const request = { ...kinds[0][1], key: 'a' }
        const words = `goes on with a download to a ${place} by a fresh address of its key, then ${goOn}`
        describeScene(words, 6, 'refuse', { request, place, goOn, address: 'fresh' })
      }
    }

    for (const renameExisting of ['replace', 'refuse']) {
      test(`keeps the part of a download that has failed, for the next one of the same, where rename would ${renameExisting}`, async () => {
        const request = { resume: { segmentSize: 50_000 }, retry: 0 }
        /** Fails after the first segments, is asked for again, and finishes. */
        const life: Life = async ({ downloader, path }, server) => {
          const again = { url, filePath: path(name), ...request }
          server.settings.onRequest = () => {
            server.settings.fault =
              server.asked.length < 2 ? undefined : { status: 503, chunks: [{ bytes: 100 }] }
          }
          await downloader.download(again).catch(() => undefined)
          mend(server)
          await downloader.download(again)
        }
        const mend = ({ settings }: ScriptedServer): void => {
          settings.onRequest = () => undefined
          settings.fault = undefined
        }
        await killAtEachStep(15, async (count) => {
          const { step, next, server, disk, phone } = await run(life, count, { renameExisting })
          mend(server)
          if (next === undefined) {
            expect(server.isFile(phone.read(name), name)).toBe(true)
            expect(phone.files()).toEqual([`user/${name}`])
            // The refused segment brought nothing.
            expect(server.bytesGiven).toBe(size)
            return undefined
          }
          const later = openPhone(subject, next, disk)
          const restored = await later.downloader.restore()
          const again = { url, filePath: later.path(name), ...request }
          await Promise.all(restored.length > 0 ? restored : [later.downloader.download(again)])
          return [
            ...(server.isFile(later.read(name), name) ? [] : [`${step}: other bytes`]),
            // What has just come when the app is killed is lost, and a file that is there already may be asked for again.
            ...(server.bytesGiven > 2 * size ? [`${step}: ${server.bytesGiven} bytes`] : []),
            ...(later.files().join() === `user/${name}` ? [] : [`${step}: left behind ${later.files()}`]),
          ]
        })
      })
    }
  })
}
