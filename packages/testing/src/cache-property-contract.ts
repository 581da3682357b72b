import { array, assert, asyncProperty, boolean, constantFrom, integer, oneof, record } from 'fast-check'
import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { createCacheWorld } from './cache-world.js'
import type { CacheWorldEvent } from './cache-world-event.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

const kind = <Name extends string>(...names: Name[]) => constantFrom(...names)
const file = integer({ min: 0, max: 5 })
const by = integer({ min: 0, max: 1 })
const weighted = <Value>(weight: number, arbitrary: Value) => ({ weight, arbitrary })

const events = array(
  oneof(
    weighted(
      14,
      record({
        kind: kind('fetch'),
        file,
        mode: kind('default', 'default', 'default', 'no-cache', 'reload', 'force-cache', 'no-store'),
        by,
        user: integer({ min: 0, max: 1 }),
      }),
    ),
    weighted(4, record({ kind: kind('change'), file })),
    weighted(3, record({ kind: kind('pass'), milliseconds: integer({ min: 0, max: 200 }) })),
    weighted(3, record({ kind: kind('pass'), milliseconds: integer({ min: 1000, max: 70_000 }) })),
    weighted(2, record({ kind: kind('pin', 'unpin', 'delete'), file, by })),
    weighted(1, record({ kind: kind('clear', 'abort'), by })),
    weighted(1, record({ kind: kind('network'), type: kind('wifi', 'none') })),
    weighted(1, record({ kind: kind('resize'), by, maxBytes: integer({ min: 1000, max: 8000 }) })),
    weighted(1, record({ kind: kind('removeFile'), file })),
    weighted(1, record({ kind: kind('removeIndex') })),
    weighted(
      1,
      record({ kind: kind('disk'), freeBytes: constantFrom(0, 700, 3000, Number.POSITIVE_INFINITY) }),
    ),
    weighted(
      2,
      record({
        kind: kind('server'),
        state: kind('well', 'well', 'away', 'broken'),
        after: constantFrom(0, 50),
      }),
    ),
    weighted(2, record({ kind: kind('kill'), steps: integer({ min: 0, max: 12 }) })),
  ),
  { minLength: 10, maxLength: 40 },
)
const world = record({
  second: kind('downloader', 'copy'),
  staleIfError: boolean(),
  knobs: record({
    notModified: kind('passed', 'passed', 'passed-without-file', 'failed', 'empty-success'),
    renameExisting: kind('replace', 'refuse'),
    fileDelay: constantFrom(0, 0, 7),
    temporaryFilesAtRestart: kind('vanish', 'kept'),
  }),
})

/** Whatever happens in whatever order, a file is what the server said. The seeds are fixed: every run tries the same. */
export function describeCachePropertyContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache in any world`, () => {
    useFakeClock()

    for (const seed of [1, 2, 3, 4]) {
      test(`keeps its promises, seed ${seed}`, async () => {
        let outcomes = 0
        const property = asyncProperty(world, events, async (options, schedule) => {
          vi.clearAllTimers()
          const happening = createCacheWorld(subject, options)
          for (const event of schedule as CacheWorldEvent[]) await happening.happen(event)
          await happening.end()
          expect(happening.violations).toEqual([])
          outcomes += happening.outcomes
        })
        await assert(property, { seed, numRuns: 25 })
        expect(outcomes).toBeGreaterThan(200)
      })
    }
  })
}
