import { Buffer } from 'node:buffer'
import { describe, expect } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile, expectHit } from './cache-expect.js'
import { createLivedInDisk, faultsAtBegin, lineLike, openOn } from './cache-lived-in.js'
import { cacheFolder, indexPath, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { ContractDisk, DownloaderSubject } from './downloader-subject.js'

const foreign = `${cacheFolder}/holiday.png`

/** What an index may be instead of one, given the disk of a real one. */
const rubbish: readonly [name: string, textOf: (disk: ContractDisk) => string][] = [
  ['nothing', () => ''],
  ['line breaks', () => '\n\n\n'],
  ['zeros', () => '\0'.repeat(300)],
  ['no text', () => '\u00ff\u00fe{"\ud800'],
  ['JSON', () => ['{}', '[]', 'null', '0', '""', '[null]', '[[]]', '[{}]', '["x"]'].join('\n')],
  ['one long line', () => '['.repeat(10_000)],
  ['a path out of the folder', (disk) => lineLike(disk, '../../a.bin')],
  ['a path beside it', (disk) => lineLike(disk, 'miniferry-a-b/../holiday.png')],
  ['a file of somebody else', (disk) => lineLike(disk, 'holiday.png', '7')],
  ['a file that is not there', (disk) => lineLike(disk, 'miniferry-abc-def')],
  ['a file without a size', (disk) => lineLike(disk, 'miniferry-abc-def', 'x')],
  ['names of no file', () => '= miniferry-abc-def holiday.png __proto__'],
]

/** An index that is none: the cache begins again, and what is not its own stays as it is. */
export function describeCacheRubbishContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and rubbish for an index`, () => {
    useFakeClock()

    for (const [name, textOf] of rubbish) {
      test(`begins again where there is ${name}`, async () => {
        const disk = await createLivedInDisk(subject)
        disk.write(indexPath, Buffer.from(textOf(disk)))
        disk.write(foreign, Buffer.from('holiday'))
        disk.write('user/a.bin', Buffer.from('mine'))
        for (let run = 0; run < 2; run += 1) {
          const scene = openOn(subject, disk)
          expect(await scene.cache.entries()).toEqual([])
          await scene.cache.delete(urlOf('a'))
          for (const wanted of 'abc') expectFile(scene, wanted, await scene.fetch(wanted))
          for (const wanted of 'abc') await expectHit(scene, wanted)
          expect(await faultsAtBegin(scene, name)).toEqual([])
          await scene.cache.clear()
          expect(scene.files()).toEqual([foreign])
          expect(Buffer.from(disk.read(foreign)).toString()).toBe('holiday')
          expect(Buffer.from(disk.read('user/a.bin')).toString()).toBe('mine')
        }
      })

      test(`keeps what it finds around ${name}`, async () => {
        const disk = await createLivedInDisk(subject)
        const lines = Buffer.from(disk.read(indexPath)).toString()
        disk.write(indexPath, Buffer.from([textOf(disk), lines, textOf(disk)].join('\n')))
        const entries = await openOn(subject, disk).cache.entries()
        expect(entries.map(({ url, isPinned }) => [url, isPinned])).toEqual([
          [urlOf('a'), false],
          [urlOf('b'), true],
        ])
      })
    }
  })
}
