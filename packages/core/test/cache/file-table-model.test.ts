import { array, assert, boolean, constantFrom, integer, oneof, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FileLine, type StoredFile, writeLine } from '../../src/cache/stored-file.js'
import { createFileTable } from '../../src/cache/table.js'
import { pathId } from '../../src/downloader/paths.js'
import { storedFile } from './store-scene.js'

/** The table as a list that is searched from end to end: the least recently used first. */
function createModel() {
  let files: Entry[] = []
  /** The order in which the variants were last set, the latest first. */
  let latest: string[] = []
  let replaced: Entry[] = []
  let held: string[] = []
  const without = (list: Entry[], name: string): Entry[] => list.filter((file) => file.name !== name)
  return {
    all: () => files,
    everything: () => [...replaced, ...files],
    of: (key: string) =>
      latest.flatMap((name) => files.filter((file) => file.name === name && file.key === key)),
    set(file: Entry) {
      const isReplaced = (other: Entry): boolean =>
        other.key === file.key && String(other.vary) === String(file.vary)
      const others = without(files, file.name)
      replaced = [...without(replaced, file.name), ...others.filter(isReplaced)]
      files = [...others.filter((other) => !isReplaced(other)), file]
      latest = [file.name, ...latest.filter((name) => name !== file.name)]
    },
    use(name: string) {
      const found = files.filter((file) => file.name === name)
      files = [...without(files, name), ...found]
      return found.length > 0
    },
    remove(name: string) {
      files = without(files, name)
      replaced = without(replaced, name)
    },
    hold: (name: string) => held.push(name),
    release(name: string) {
      const position = held.indexOf(name)
      held = held.filter((_, at) => at !== position)
    },
    bytes: (): number => [...replaced, ...files].reduce((sum, { size }) => sum + size, 0),
    victims(most: number) {
      const chosen: Entry[] = []
      for (const file of [...replaced, ...files]) {
        const left = this.bytes() - chosen.reduce((sum, { size }) => sum + size, 0)
        const isPinned = file.isPinned && files.includes(file)
        if (left > most && !isPinned && !held.includes(file.name)) chosen.push(file)
      }
      return chosen
    },
  }
}

/** A file and its line. */
type Entry = StoredFile & FileLine

const count = 12

/** A file never changes its key, its variant or its size: those follow from its number. */
function entryOf(number: number, isPinned: boolean, stored: number): Entry {
  const variance = Math.floor(number / 3) % 2
  const file = storedFile(String(number), {
    url: `key${number % 3}`,
    size: (number * 7) % 50,
    isPinned,
    stored,
    ...(variance > 0 && { vary: ['accept', String(variance)] as const }),
  })
  return { ...file, ...writeLine(file) }
}

const names = Array.from({ length: count }, (_, number) => entryOf(number, false, 0).name)
const keys = ['key0', 'key1', 'key2']
const textsOf = (lines: readonly FileLine[]): string => lines.map(({ text }) => text).join('\n')

const file = integer({ min: 0, max: count - 1 })
const step = oneof(
  { weight: 5, arbitrary: record({ kind: constantFrom('set'), file, isPinned: boolean() }) },
  { weight: 5, arbitrary: record({ kind: constantFrom('use', 'remove', 'hold', 'release'), file }) },
  {
    weight: 3,
    arbitrary: record({ kind: constantFrom('shrink'), file, most: integer({ min: -1, max: 300 }) }),
  },
)
type Step = { kind: string; file: number; isPinned?: boolean; most?: number }

describe('a table of files under random additions, uses, removals, holds and evictions', () => {
  it.each([1, 2, 3])('agrees with a simple list (seed %i)', (seed) => {
    assert(
      property(array(step, { maxLength: 80, size: 'max' }), (steps: Step[]) => {
        const [table, model] = [createFileTable(), createModel()]
        const releases = new Map<string, (() => void)[]>()
        steps.forEach(({ kind, file: number, isPinned = false, most = 0 }, time) => {
          const name = names[number] ?? ''
          if (kind === 'set') {
            const entry = entryOf(number, isPinned, time)
            for (const one of [table, model]) one.set(entry)
          } else if (kind === 'use') {
            expect(table.use(name)).toBe(model.use(name))
          } else if (kind === 'remove') {
            for (const one of [table, model]) one.remove(name)
          } else if (kind === 'hold') {
            releases.set(name, [...(releases.get(name) ?? []), table.hold(name)])
            model.hold(name)
          } else if (kind === 'release') {
            releases.get(name)?.pop()?.()
            model.release(name)
          } else {
            const victims = table.victims(most)
            expect(textsOf(victims)).toBe(textsOf(model.victims(most)))
            for (const victim of victims) for (const one of [table, model]) one.remove(victim.name)
          }
          expect(textsOf(table.all())).toBe(textsOf(model.all()))
          expect(textsOf(table.everything())).toBe(textsOf(model.everything()))
          expect(table.bytes).toBe(model.bytes())
        })
        expect(table.count).toBe(model.all().length)
        for (const key of keys) expect(textsOf(table.of(pathId(key)))).toBe(textsOf(model.of(key)))
        for (const name of names) {
          expect(table.get(name)).toBe(model.all().find((one) => one.name === name))
        }
      }),
      { seed, numRuns: 60 },
    )
  })
})
