import { array, assert, boolean, constantFrom, integer, oneof, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFileTable } from '../../src/cache/file-table.js'
import { type StoredFile, writeLine } from '../../src/cache/stored-file.js'
import { pathId } from '../../src/downloader/path-id.js'
import { storedFile } from './store-scene.js'

/** The table as a list that is searched from end to end: the least recently used first. */
function createModel() {
  let files: StoredFile[] = []
  /** The order in which the variants were last set, the latest first. */
  let latest: string[] = []
  let replaced: StoredFile[] = []
  let held: string[] = []
  const without = (list: StoredFile[], name: string): StoredFile[] =>
    list.filter((file) => file.name !== name)
  return {
    all: () => files,
    everything: () => [...replaced, ...files],
    of: (key: string) =>
      latest.flatMap((name) => files.filter((file) => file.name === name && file.key === key)),
    set(file: StoredFile) {
      const isReplaced = (other: StoredFile): boolean =>
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
      const chosen: StoredFile[] = []
      for (const file of [...replaced, ...files]) {
        const left = this.bytes() - chosen.reduce((sum, { size }) => sum + size, 0)
        const isPinned = file.isPinned && files.includes(file)
        if (left > most && !isPinned && !held.includes(file.name)) chosen.push(file)
      }
      return chosen
    },
  }
}

const count = 12

/** A file never changes its key, its variant or its size: those follow from its number. */
function fileOf(number: number, isPinned: boolean, stored: number): StoredFile {
  const variance = Math.floor(number / 3) % 2
  return storedFile(String(number), {
    url: `key${number % 3}`,
    size: (number * 7) % 50,
    isPinned,
    stored,
    ...(variance > 0 && { vary: ['accept', String(variance)] as const }),
  })
}

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
          const { name } = fileOf(number, false, 0)
          if (kind === 'set') {
            table.set(writeLine(fileOf(number, isPinned, time)))
            model.set(fileOf(number, isPinned, time))
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
            expect(victims).toEqual(model.victims(most).map(writeLine))
            for (const victim of victims) for (const one of [table, model]) one.remove(victim.name)
          }
          expect(table.all()).toEqual(model.all().map(writeLine))
          expect(table.everything()).toEqual(model.everything().map(writeLine))
          expect([table.bytes, table.count]).toEqual([model.bytes(), model.all().length])
          for (const key of ['key0', 'key1', 'key2'])
            expect(table.of(pathId(key))).toEqual(model.of(key).map(writeLine))
        })
        for (let number = 0; number < count; number += 1) {
          const { name } = fileOf(number, false, 0)
          expect(table.get(name)).toEqual(
            model
              .all()
              .map(writeLine)
              .find((one) => one.name === name),
          )
        }
      }),
      { seed, numRuns: 100 },
    )
  })
})
