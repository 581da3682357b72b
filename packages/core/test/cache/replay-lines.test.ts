import { describe, expect, it } from 'vitest'
import { compactLines, replayLines } from '../../src/cache/index.js'
import type { IndexLine } from '../../src/cache/journal.js'
import { type FileLine, readFile, type StoredFile } from '../../src/cache/stored-file.js'
import { createFileTable } from '../../src/cache/table.js'
import { fileLine, lettersOf, storedFile } from './store-scene.js'

const url = 'https://example.com/u'
const line = (letters: string, given: Partial<StoredFile> = {}): FileLine =>
  fileLine(letters, { url, ...given })
const everywhere = (): boolean => true
const pinned = { isPinned: true }

/** What the lines lead to: letters with `!` where a file is pinned, and what has to be said of that. */
const replay = (lines: readonly IndexLine[]): { table: string[]; said: string[] } => {
  const table = createFileTable()
  const said = replayLines(table, lines, everywhere)
  const tell = (files: readonly FileLine[]): string[] =>
    files.map((file) => `${lettersOf([file])}${readFile(file)?.isPinned ? '!' : ''}`)
  return { table: tell(table.all()), said: tell(said) }
}

describe('the lines of an index', () => {
  it('lead to the files that are there, in the order of their use', () => {
    const table = createFileTable()
    const lines = [fileLine('a'), fileLine('b'), fileLine('c'), [storedFile('a').name, storedFile('x').name]]
    expect(replayLines(table, lines, (name) => !name.endsWith('b'))).toEqual([])
    expect(lettersOf(table.all())).toEqual(['c', 'a'])
  })

  it('end a pin where one says so', () => {
    expect(replay([line('a', pinned), line('a', { isPinned: false })])).toEqual({ table: ['a'], said: [] })
    expect(replay([line('a', pinned), line('a', { isPinned: false }), line('a'), line('b')])).toEqual({
      table: ['b'],
      said: [],
    })
  })

  it('do not end a pin where one says nothing of it, of this version or the next', () => {
    expect(replay([line('a', pinned), line('a', { stored: 5 })])).toEqual({ table: ['a!'], said: ['a!'] })
    expect(replay([line('a', pinned), line('b'), line('c')])).toEqual({ table: ['c!'], said: ['c!'] })
  })

  it('have to say nothing of a pin that was ended later, or of a file that was replaced', () => {
    expect(replay([line('a', pinned), line('b'), line('b', { isPinned: false })])).toEqual({
      table: ['b'],
      said: [],
    })
    expect(replay([line('a', pinned), line('b'), line('c', pinned)])).toEqual({ table: ['c!'], said: [] })
  })

  it('pin nothing but what is of the same thing', () => {
    const vary = ['accept', 'x'] as const
    expect(replay([line('a', { ...pinned, vary }), line('b')])).toEqual({ table: ['a!', 'b'], said: [] })
    const named = `${url} "isPinned":true`
    expect(replay([line('a', { header: { etag: named } }), line('b')])).toEqual({ table: ['b'], said: [] })
  })

  it('lead nowhere new where one cannot be read', () => {
    const cut = { ...line('b'), text: `${line('b').name} 100 {]\t` }
    expect(replay([line('a', pinned), cut]).said).toEqual([])
  })
})

describe('compact lines', () => {
  const names = (files: readonly FileLine[]): string[] => lettersOf(files)

  it('are one for each file that is there', () => {
    const lines = [line('a'), line('b'), fileLine('c'), [line('b').name], line('b', pinned), ...fillers]
    const compact = compactLines([], lines, (name) => /-[abc]$/.test(name))
    expect(names(compact.slice(0, 2))).toEqual(['c', 'b'])
    expect(readFile(compact[1] ?? line('b'))?.isPinned).toBe(true)
  })

  /** As many as may be of files that are on their way. */
  const fillers = Array.from({ length: 10 }, (_, count) => fileLine(`f${count}`))

  it('are of files that are not there yet, where they are among the last ten', () => {
    const compact = compactLines([], [fileLine('gone'), ...fillers], () => false)
    expect(names(compact)).toEqual(names(fillers))
  })

  it('are of files that are known, though no line tells of them, and first', () => {
    expect(names(compactLines([fileLine('k')], [fileLine('a')], everywhere))).toEqual(['k', 'a'])
    expect(names(compactLines([fileLine('k')], [fileLine('a')], (name) => !name.endsWith('k')))).toEqual([
      'a',
    ])
  })

  it('are those of the index where it tells something else than is known', () => {
    const [compact] = compactLines([line('a')], [line('a', pinned)], everywhere)
    expect(compact && readFile(compact)?.isPinned).toBe(true)
  })
})
