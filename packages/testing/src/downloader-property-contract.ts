import { array, assert, asyncProperty, boolean, constantFrom, integer, oneof, record } from 'fast-check'
import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { createWorld, type WorldEvent } from './downloader-world.js'
import { faultKinds } from './downloader-world-server.js'

const kind = <Name extends string>(...names: Name[]) => constantFrom(...names)
const file = integer({ min: 0, max: 3 })

const events = array(
  oneof(
    { weight: 6, arbitrary: record({ kind: kind('pass'), milliseconds: integer({ min: 0, max: 1500 }) }) },
    {
      weight: 1,
      arbitrary: record({ kind: kind('pass'), milliseconds: integer({ min: 1500, max: 30_000 }) }),
    },
    { weight: 4, arbitrary: record({ kind: kind('pause', 'resume'), file }) },
    { weight: 1, arbitrary: record({ kind: kind('abort'), file }) },
    { weight: 4, arbitrary: record({ kind: kind('pauseAll', 'resumeAll', 'background', 'foreground') }) },
    { weight: 3, arbitrary: record({ kind: kind('network'), type: kind('wifi', '4g', 'none') }) },
    {
      weight: 3,
      arbitrary: record({ kind: kind('kill'), steps: integer({ min: 0, max: 25 }), restores: boolean() }),
    },
  ),
  { minLength: 5, maxLength: 25 },
)
const segmentSize = 32 * 1024
const resume = constantFrom(
  { segmentSize },
  { segmentSize, parallel: 4 },
  { segmentSize, via: 'request' as const },
  false as const,
)
const world = record({
  resume: array(resume, { minLength: 4, maxLength: 4 }),
  faults: array(constantFrom(...faultKinds), { maxLength: 15 }),
  knobs: record({
    renameExisting: kind('replace', 'refuse'),
    truncatedBody: kind('fail', 'success'),
    networkSwitch: kind('fail', 'keep'),
    abortOutcome: kind('fail', 'nothing'),
    terminalCallbacks: kind('once', 'twice', 'contradictory'),
    temporaryFilesAtRestart: kind('vanish'),
  }),
})

/** Whatever happens in whatever order, a file is what it has to be. The seeds are fixed: every run tries the same. */
export function describeDownloaderPropertyContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} downloader in any world`, () => {
    beforeEach(() => {
      vi.useFakeTimers({ now: 1_700_000_000_000 })
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    for (const seed of [1, 2, 3, 4, 5]) {
      test(`keeps its promises, seed ${seed}`, async () => {
        const property = asyncProperty(world, events, async (options, schedule) => {
          vi.clearAllTimers()
          const { happen, end, violations } = await createWorld(subject, options)
          for (const event of schedule as WorldEvent[]) await happen(event)
          await end()
          expect(violations).toEqual([])
        })
        await assert(property, { seed, numRuns: 20 })
      })
    }
  })
}
