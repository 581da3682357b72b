import { Buffer } from 'node:buffer'
import type { Download, DownloadRequest } from '@miniferry/download-core'
import { describe, expect } from 'vitest'
import { type ContractHost, createContractTest } from './contract-subject.js'
import { createPhone, type DownloaderPhone, filesBelow, openPhone, unfinishedOn } from './downloader-phone.js'
import { createScriptedServer, type ScriptedServer } from './downloader-script.js'
import type { ContractDisk, DownloaderSubject } from './downloader-subject.js'
import { fileBytes } from './file-bytes.js'
import { useVirtualTime } from './virtual-time.js'

const bytes = fileBytes(600_000)
const old = 'the old file'
const segment = 32_768

/** What was on the disk when the app was killed. */
interface Remains {
  readonly next: ContractHost
  readonly step: string
  /** Bytes in the part file. */
  readonly partSize: number
  readonly hasRecord: boolean
  readonly bytesGiven: number
}

const isSame = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one !== undefined && Buffer.compare(one, other) === 0
const isOld = (data: Uint8Array | undefined): boolean => isSame(data, Buffer.from(old))

/** The app is killed before each step that it makes on the disk, and started again. */
export function describeDownloaderKillContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  /** Downloads onto an old file until the end, or a kill before one step. */
  async function run(request: Partial<DownloadRequest>, step: number, knobs: Record<string, unknown>) {
    const server = createScriptedServer({ bytes, etag: '"one"', pieceSize: 131_072 })
    const memory = subject.createMemoryDisk()
    // An earlier run, so that the folders of the app are there.
    await createPhone(subject, { disk: memory, knobs }).write('a.bin', old)
    let phone: DownloaderPhone | undefined
    let die = (_: Remains): void => undefined
    const death = new Promise<Remains>((resolve) => {
      die = resolve
    })
    const disk = subject.createWatchedDisk(memory, ({ index, operation, path }) => {
      if (index !== step || phone === undefined) return
      const partName = filesBelow(memory, 'user').find((name) => name.endsWith('.part'))
      const partSize = partName === undefined ? 0 : (memory.stat(partName)?.size ?? 0)
      const hasRecord = unfinishedOn(memory).size > 0
      const { bytesGiven } = server
      const next = phone.host.simulate.kill()
      die({ next, step: `${index} ${operation} ${path}`, partSize, hasRecord, bytesGiven })
      throw new Error('killed')
    })
    const fetch = subject.createScriptedFetch(server.answer)
    phone = createPhone(subject, { disk, fetch, knobs })
    const ended = phone.downloader.download(requestOf(phone, request)).then(() => undefined)
    const remains = await Promise.race([death, ended])
    return { remains, server, disk, phone }
  }

  const requestOf = (phone: DownloaderPhone, request: Partial<DownloadRequest>): DownloadRequest => ({
    url: 'https://example.com/a.bin',
    ...request,
    filePath: phone.path('a.bin'),
  })

  /** What is wrong with the run after the kill; nothing should be. */
  async function faultsOf(
    remains: Remains,
    { server, disk }: { server: ScriptedServer; disk: ContractDisk },
    request: Partial<DownloadRequest>,
    goOn: 'restore' | 'download',
  ): Promise<string[]> {
    const { next, step, partSize, hasRecord, bytesGiven } = remains
    const faults: string[] = []
    const check = (isRight: boolean, words: string): void => {
      if (!isRight) faults.push(`${step}: ${words}`)
    }
    const phone = openPhone(subject, next, disk)
    const found = phone.read('a.bin')
    check(found === undefined || isOld(found) || isSame(found, bytes), 'neither old, nothing nor new')
    const isDone = isSame(found, bytes)
    check(isDone || hasRecord || isOld(found), 'the old file is gone without a record')
    let downloads: readonly Download[] = []
    if (goOn === 'restore') downloads = await phone.downloader.restore()
    check(goOn === 'download' || downloads.length === Number(hasRecord), `${downloads.length} restored`)
    if (downloads.length === 0) downloads = [phone.downloader.download(requestOf(phone, request))]
    try {
      const [result] = await Promise.all(downloads)
      const isWholeNew = isDone && (!hasRecord || goOn === 'download')
      check(isWholeNew || result?.resumedBytes === partSize || isDone, `${result?.resumedBytes} resumed`)
    } catch (error) {
      check(false, String(error))
    }
    check(isSame(phone.read('a.bin'), bytes), 'other bytes in the end')
    const spent = server.bytesGiven - bytesGiven
    const missing = isDone && hasRecord ? 0 : bytes.length - (isDone ? 0 : partSize)
    check(spent <= missing, `${spent} bytes fetched, ${missing} missing`)
    if (goOn === 'download') await phone.downloader.restore()
    check(phone.files().join() === 'user/a.bin', `left behind: ${phone.files()}`)
    return faults
  }

  const kinds: readonly [name: string, request: Partial<DownloadRequest>, leastSteps: number][] = [
    ['of segments', { resume: { segmentSize: segment } }, 25],
    ['of four segments at a time', { resume: { segmentSize: segment, parallel: 4 } }, 25],
    ['of segments through request', { resume: { segmentSize: segment, via: 'request' } }, 10],
    ['in one request', { resume: false }, 12],
  ]

  const ways: readonly [renameExisting: 'replace' | 'refuse', goOn: 'restore' | 'download'][] = [
    ['replace', 'restore'],
    ['refuse', 'restore'],
    ['refuse', 'download'],
  ]

  describe(`${subject.name} downloader, killed at any step`, () => {
    useVirtualTime()

    for (const [name, request, leastSteps] of kinds) {
      for (const [renameExisting, goOn] of ways) {
        const words = `where rename would ${renameExisting}, then ${goOn}`
        test(`finishes a download ${name} onto an old file, ${words}`, async () => {
          const faults: string[] = []
          let step = 0
          for (; ; step += 1) {
            const { remains, ...rest } = await run(request, step, { renameExisting })
            if (remains === undefined) {
              expect(isSame(rest.phone.read('a.bin'), bytes)).toBe(true)
              expect(rest.phone.files()).toEqual(['user/a.bin'])
              break
            }
            faults.push(...(await faultsOf(remains, rest, request, goOn)))
          }
          expect(faults).toEqual([])
          expect(step).toBeGreaterThan(leastSteps)
        })
      }
    }
  })
}
