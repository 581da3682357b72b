import { describe, expect } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile } from './cache-expect.js'
import { type CacheScene, createCacheScene, urlOf } from './cache-scene.js'
import type { CacheServerManners } from './cache-server.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** What servers append to a tag where they compress. */
const codings = [
  '-gzip',
  '--gzip',
  ';gzip',
  ':br',
  ';br',
  '-zstd',
  '/deflate',
  '.gz',
  '+x-gzip',
  '-br-gzip',
  '_gzip',
]

/** Servers whose 304 names another tag than they have given. */
export function describeCacheTagsContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and a 304 with another tag`, () => {
    useFakeClock()

    const create = (tagIn: CacheServerManners['tagIn']): CacheScene =>
      createCacheScene(subject, { server: { header: { 'Cache-Control': 'no-cache' }, tagIn } })
    /** Shows the file five times; says what the server was asked. */
    const showFive = async (scene: CacheScene): Promise<number[]> => {
      for (let count = 0; count < 5; count += 1) expectFile(scene, 'a', await scene.fetch('a'))
      return scene.server.asked.map(({ status }) => status)
    }
    const append = (tag: string, text: string): string => tag.replace(/"$/, `${text}"`)

    for (const coding of codings) {
      test(`takes ${coding} at the end of a tag for how the file came`, async () => {
        const given = create((tag, status) => (status === 200 ? append(tag, coding) : tag))
        expect(await showFive(given)).toEqual([200, 304, 304, 304, 304])
        const told = create((tag, status) => (status === 200 ? tag : append(tag, coding)))
        expect(await showFive(told)).toEqual([200, 304, 304, 304, 304])
        told.server.change('a')
        expectFile(told, 'a', await told.fetch('a'))
      })
    }

    test('takes one coding for as good as another, weak or not', async () => {
      const scene = create((tag, status) =>
        append(status === 200 ? `W/${tag}` : tag, status === 200 ? '-gzip' : '-br'),
      )
      expect(await showFive(scene)).toEqual([200, 304, 304, 304, 304])
    })

    for (const [words, tagIn] of [
      ['another tag', (_: string, status: number) => (status === 200 ? '"one"' : '"two"')],
      ['a longer tag', (tag: string, status: number) => (status === 200 ? tag : append(tag, '-new'))],
      [
        'a tag that ends in letters of a coding',
        (tag: string, status: number) => (status === 200 ? tag : append(tag, 'xgzip')),
      ],
    ] as const) {
      test(`sets no condition any more where a 304 names ${words}, in the next run either`, async () => {
        const scene = create(tagIn)
        expect(await showFive(scene)).toEqual([200, 304, 200, 200, 200, 200])
        scene.restart()
        await scene.cache.pin(urlOf('a'))
        scene.server.change('a')
        expectFile(scene, 'a', await scene.fetch('a'))
        expectFile(scene, 'a', await scene.fetch('a', { cacheMode: 'reload' }))
        expectFile(scene, 'a', await scene.fetch('a'))
        const { asked } = scene.server
        expect(asked.slice(6).map(({ headers }) => headers['if-none-match'])).toEqual(
          Array(3).fill(undefined),
        )
      })
    }

    test('sets no condition any more where each answer has a tag of its own', async () => {
      let count = 0
      const scene = create(() => {
        count += 1
        return `"${count}"`
      })
      // The server takes any tag for right.
      scene.server.manners.isKnown = (tag) => tag !== undefined
      expect(await showFive(scene)).toEqual([200, 304, 200, 200, 200, 200])
    })

    test('sets conditions for other files all the same', async () => {
      const scene = create((tag, status) => (status === 304 && tag.startsWith('"a') ? '"x"' : tag))
      await showFive(scene)
      for (let count = 0; count < 3; count += 1) expectFile(scene, 'b', await scene.fetch('b'))
      expect(scene.server.asked.slice(6).map(({ status }) => status)).toEqual([200, 304, 304])
    })

    test('sets conditions as before where the server has gone back to the version that the 304 names', async () => {
      const scene = create((tag) => tag)
      await scene.fetch('a')
      scene.server.change('a')
      // It takes every tag for right, once.
      scene.server.manners.isKnown = (tag) => tag !== undefined
      expectFile(scene, 'a', await scene.fetch('a'))
      scene.server.manners.isKnown = undefined
      expectFile(scene, 'a', await scene.fetch('a'))
      expect(scene.server.asked.map(({ status }) => status)).toEqual([200, 304, 200, 304])
    })
  })
}
