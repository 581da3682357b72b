import { Buffer } from 'node:buffer'
import type { DownloadRequest } from '@miniferry/download-core'
import { describe, expect } from 'vitest'
import { type ContractDisk, createContractTest, type DownloaderSubject } from './contract-subject.js'
import { isSame } from './expect-bytes.js'
import {
  createKill,
  createPhone,
  filesBelow,
  type Killed,
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

/** A download that was killed, and what goes on afterwards. */
interface Run extends Partial<Killed> {
  readonly server: ScriptedServer
  readonly disk: ContractDisk
  readonly phone: Phone
}

type Life = (phone: Phone, server: ScriptedServer) => Promise<unknown>
type GoOn = 'restore' | 'download'

/** The app is killed before each step that it makes on the disk, and started again. */
export function describeDownloaderKillContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  /** Lives to the end, or a kill before so many steps, over an old file and folders of an earlier run. */
  const run = async (life: Life, count: number, knobs: Record<string, unknown>): Promise<Run> => {
    const server = createScriptedServer({ sizeOf: () => size, pieceSize: 65_536 })
    const memory = subject.createMemoryDisk()
    await createPhone(subject, { disk: memory, knobs }).write(name, old.toString())
    let phone: Phone | undefined
    const { killed, onStep } = createKill(
      count,
      () => phone?.host ?? expect.fail('a step before the app was there'),
    )
    const disk = subject.createWatchedDisk(memory, onStep)
    phone = createPhone(subject, { disk, fetch: subject.createScriptedFetch(server.answer), knobs })
    const end = await Promise.race([killed, life(phone, server).then(() => undefined)])
    return { ...end, server, disk, phone }
  }

  /** What is wrong with the run after the kill; nothing should be. */
  const faultsOf = async (
    { step, next, server, disk }: Run,
    request: Partial<DownloadRequest>,
    goOn: GoOn,
  ) => {
    const faults: string[] = []
    const check = (isRight: boolean, words: string): void => {
      if (!isRight) faults.push(`${step}: ${words}`)
    }
    const partName = filesBelow(disk, 'user').find((path) => path.endsWith('.part'))
    const partSize = partName === undefined ? 0 : (disk.stat(partName)?.size ?? 0)
    const hasRecord = unfinishedOn(disk).size > 0
    const { bytesGiven } = server
    const phone = openPhone(subject, next ?? expect.fail('no next run'), disk)
    const found = phone.read(name)
    const [isOld, isDone] = [isSame(found, old), server.isFile(found, name)]
    check(found === undefined || isOld || isDone, 'neither old, nothing nor new')
    check(isDone || hasRecord || isOld, 'the old file is gone without a record')
    let downloads = goOn === 'restore' ? await phone.downloader.restore() : []
    check(goOn === 'download' || downloads.length === Number(hasRecord), `${downloads.length} restored`)
    const again = { url, ...request, filePath: phone.path(name) }
    if (downloads.length === 0) downloads = [phone.downloader.download(again)]
    try {
      const [result] = await Promise.all(downloads)
      check(isDone || result?.resumedBytes === partSize, `${result?.resumedBytes} resumed`)
    } catch (error) {
      check(false, String(error))
    }
    check(server.isFile(phone.read(name), name), 'other bytes in the end')
    const spent = server.bytesGiven - bytesGiven
    const missing = isDone && hasRecord ? 0 : size - (isDone ? 0 : partSize)
    check(spent <= missing, `${spent} bytes fetched, ${missing} missing`)
    if (goOn === 'download') await phone.downloader.restore()
    check(phone.files().join() === `user/${name}`, `left behind: ${phone.files()}`)
    return faults
  }

  const kinds: readonly [kind: string, request: Partial<DownloadRequest>, leastSteps: number][] = [
    ['of segments', { resume: { segmentSize } }, 15],
    ['of four segments at a time', { resume: { segmentSize, parallel: 4 } }, 15],
    ['of segments through request', { resume: { segmentSize, via: 'request' } }, 10],
    ['in one request', { resume: false }, 6],
  ]
  const ways: readonly [renameExisting: 'replace' | 'refuse', goOn: GoOn][] = [
    ['replace', 'restore'],
    ['refuse', 'restore'],
    ['refuse', 'download'],
  ]

  describe(`${subject.name} downloader, killed at any step`, () => {
    useVirtualTime()

    for (const [kind, request, leastSteps] of kinds) {
      for (const [renameExisting, goOn] of ways) {
        const words = `where rename would ${renameExisting}, then ${goOn}`
        test(`finishes a download ${kind} onto an old file, ${words}`, async () => {
          const faults: string[] = []
          const life: Life = ({ downloader, path }) =>
            downloader.download({ url, ...request, filePath: path(name) })
          let count = 0
          for (; ; count += 1) {
            const lived = await run(life, count, { renameExisting })
            if (lived.next === undefined) {
              expect(lived.server.isFile(lived.phone.read(name), name)).toBe(true)
              expect(lived.phone.files()).toEqual([`user/${name}`])
              break
            }
            faults.push(...(await faultsOf(lived, request, goOn)))
          }
          expect(faults).toEqual([])
          expect(count).toBeGreaterThan(leastSteps)
        })
      }
    }

    for (const renameExisting of ['replace', 'refuse']) {
      test(`keeps the part of a download that has failed, for the next one of the same, where rename would ${renameExisting}`, async () => {
        const faults: string[] = []
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
        let count = 0
        for (; ; count += 1) {
          const { step, next, server, disk, phone } = await run(life, count, { renameExisting })
          mend(server)
          if (next === undefined) {
            expect(server.isFile(phone.read(name), name)).toBe(true)
            expect(phone.files()).toEqual([`user/${name}`])
            // The refused segment brought nothing.
            expect(server.bytesGiven).toBe(size)
            break
          }
          const later = openPhone(subject, next, disk)
          const restored = await later.downloader.restore()
          const again = { url, filePath: later.path(name), ...request }
          await Promise.all(restored.length > 0 ? restored : [later.downloader.download(again)])
          if (!server.isFile(later.read(name), name)) faults.push(`${step}: other bytes`)
          // What has just come when the app is killed is lost, and a file that is there already may be asked for again.
          if (server.bytesGiven > 2 * size) faults.push(`${step}: ${server.bytesGiven} bytes`)
          if (later.files().join() !== `user/${name}`) faults.push(`${step}: left behind ${later.files()}`)
        }
        expect(faults).toEqual([])
        expect(count).toBeGreaterThan(15)
      })
    }
  })
}
