import { describe, expect, vi } from 'vitest'
import { type CacheScene, createCacheScene, urlOf } from './cache-scene.js'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import type { ServerSettings } from './scripted-server.js'
import { useFakeClock } from './virtual-time.js'

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
const append = (tag: string, text: string): string => tag.replace(/"$/, `${text}"`)

/** What happens to a file while the server is asked about it, and servers whose 304 names another tag than they have given. */
export function describeCacheRevalidationContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache while the server is asked`, () => {
    useFakeClock()

    /** A file that is out of date. */
    const openStale = async (): Promise<CacheScene> => {
      const scene = createCacheScene(subject)
      await scene.fetch('a')
      await vi.advanceTimersByTimeAsync(60_000)
      return scene
    }
    /** Does something when the next request has come. */
    const onNextRequest = <Value>(
      { server: { settings } }: CacheScene,
      act: () => Value,
    ): { result?: Value } => {
      const outcome: { result?: Value } = {}
      settings.onRequest = () => {
        settings.onRequest = () => undefined
        outcome.result = act()
      }
      return outcome
    }
    test('fetches the whole file where the host removes it, or the app deletes it, meanwhile', async () => {
      for (const remove of [
        (scene: CacheScene) => scene.lose('/cache/'),
        ({ cache }: CacheScene) => cache.delete(urlOf('a')),
      ]) {
        const scene = await openStale()
        const removal = onNextRequest(scene, () => remove(scene))
        const fetched = await scene.fetch('a')
        expect(await removal.result).toBeTruthy()
        expect(fetched.statuses).toEqual([304, 200])
        scene.expectFile('a', fetched)
        await scene.expectHit('a')
      }
    })

    test('serves no older file than the answer is of, and the newest from then on', async () => {
      const scene = await openStale()
      scene.server.settings.after = 5000
      const slow = scene.start('a')
      await vi.advanceTimersByTimeAsync(1000)
      scene.server.change('a')
      scene.server.settings.after = 0
      scene.expectFile('a', await scene.fetch('a', { cacheMode: 'reload' }))
      await vi.advanceTimersByTimeAsync(4000)
      // The answer confirms the first version, which may be gone.
      const fetched = await slow
      scene.expectFile('a', fetched, fetched.result.fromCache ? 1 : 2)
      await scene.expectHit('a')
    })
  })

  describe(`${subject.name} cache and a 304 with another tag`, () => {
    useFakeClock()

    const create = (tagIn: ServerSettings['tagIn'], isKnown?: ServerSettings['isKnown']): CacheScene =>
      createCacheScene(subject, { server: { header: { 'Cache-Control': 'no-cache' }, tagIn, isKnown } })
    /** Shows the file five times; says what the server was asked. */
    const showFive = async (scene: CacheScene): Promise<number[]> => {
      for (const name of 'aaaaa') scene.expectFile(name, await scene.fetch(name))
      return scene.server.asked.map(({ status }) => status)
    }
    const confirmed = [200, 304, 304, 304, 304]
    const unconditional = [200, 304, 200, 200, 200, 200]

    test('takes a coding at the end of a tag, or another one, for how the file came', async () => {
      for (const coding of codings) {
        const given = create((tag, status) => (status === 200 ? append(tag, coding) : tag))
        expect(await showFive(given), coding).toEqual(confirmed)
        const told = create((tag, status) => (status === 200 ? tag : append(tag, coding)))
        expect(await showFive(told), coding).toEqual(confirmed)
        told.server.change('a')
        told.expectFile('a', await told.fetch('a'))
      }
      const both = create((tag, status) =>
        status === 200 ? append(`W/${tag}`, '-gzip') : append(tag, '-br'),
      )
      expect(await showFive(both)).toEqual(confirmed)
    })

    for (const [words, of304] of [
      ['another tag', () => '"two"'],
      ['a longer tag', (tag: string) => append(tag, '-new')],
      ['a tag that ends in letters of a coding', (tag: string) => append(tag, 'xgzip')],
    ] as const) {
      test(`sets no condition any more where a 304 names ${words}, in the next run either, but for other files`, async () => {
        const scene = create((tag, status) => (status === 304 && tag.startsWith('"a') ? of304(tag) : tag))
        expect(await showFive(scene)).toEqual(unconditional)
        scene.restart()
        await scene.cache.pin(urlOf('a'))
        scene.server.change('a')
        for (const cacheMode of ['default', 'reload', 'default'] as const) {
          const fetched = await scene.fetch('a', { cacheMode })
          scene.expectFile('a', fetched)
          expect(fetched.asked[0]?.headers).not.toHaveProperty('if-none-match')
        }
        await scene.fetch('b')
        for (let times = 0; times < 2; times += 1) await scene.expectConfirmed('b')
      })
    }

    test('sets no condition any more where each answer has a tag of its own', async () => {
      let count = 0
      const scene = create(
        () => `"${++count}"`,
        (tag) => tag !== undefined,
      )
      expect(await showFive(scene)).toEqual(unconditional)
    })

    test('sets conditions as before where the server has gone back to the version that the 304 names', async () => {
      const scene = create((tag) => tag)
      await scene.fetch('a')
      scene.server.change('a')
      // It takes every tag for right, once.
      scene.server.settings.isKnown = (tag) => tag !== undefined
      scene.expectFile('a', await scene.fetch('a'))
      scene.server.settings.isKnown = undefined
      scene.expectFile('a', await scene.fetch('a'))
      expect(scene.server.asked.map(({ status }) => status)).toEqual([200, 304, 200, 304])
    })
  })
}
