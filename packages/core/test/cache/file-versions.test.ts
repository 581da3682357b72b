import { describe, expect, it } from 'vitest'
import { readLine, type StoredFile } from '../../src/cache/stored-file.js'
import { createFileTable, type FileTable } from '../../src/cache/table.js'
import { pathId } from '../../src/downloader/paths.js'
import { fileLine, lettersOf, storedFile } from './store-scene.js'

const nameOf = (letters: string, url?: string): string =>
  storedFile(letters, url === undefined ? {} : { url }).name

/** A table with files of 100 bytes, each of a key of its own. */
function tableOf(...names: string[]): FileTable {
  const table = createFileTable()
  for (const name of names) table.set(fileLine(name))
  return table
}

/** Two versions of one file, the older one replaced. */
function tableOfVersions(given: Partial<StoredFile> = {}): FileTable {
  const table = createFileTable()
  table.set(fileLine('old', { url: 'u', size: 10, ...given }))
  table.set(fileLine('new', { url: 'u', size: 20 }))
  return table
}

describe('a newer version of a file', () => {
  it('is the only one that is found', () => {
    const table = tableOfVersions()
    expect(lettersOf(table.of(pathId('u')))).toEqual(['new'])
    expect(lettersOf(table.all())).toEqual(['new'])
    expect(table.get(nameOf('old', 'u'))).toBeUndefined()
    expect(table.use(nameOf('old', 'u'))).toBe(false)
    expect(table.count).toBe(1)
  })

  it('leaves the older one where it is, with its bytes, since the app may have its path', () => {
    const table = tableOfVersions()
    expect(table.bytes).toBe(30)
    expect(lettersOf(table.everything())).toEqual(['old', 'new'])
  })

  it('stays when the older one is removed', () => {
    const table = tableOfVersions()
    table.remove(nameOf('old', 'u'))
    expect(table).toMatchObject({ bytes: 20, count: 1 })
    expect(lettersOf(table.of(pathId('u')))).toEqual(['new'])
    expect(lettersOf(table.everything())).toEqual(['new'])
  })

  it('does not bring the older one back when it is removed itself', () => {
    const table = tableOfVersions()
    table.remove(nameOf('new', 'u'))
    expect(table.of(pathId('u'))).toEqual([])
    expect(table).toMatchObject({ bytes: 10, count: 0 })
    expect(lettersOf(table.everything())).toEqual(['old'])
  })

  it('makes the older one the first to go', () => {
    const table = tableOf('a')
    table.set(fileLine('old', { url: 'u', size: 10 }))
    table.set(fileLine('new', { url: 'u', size: 20 }))
    expect(lettersOf(table.victims(129))).toEqual(['old'])
    expect(lettersOf(table.victims(119))).toEqual(['old', 'a'])
  })

  it('counts the older one once where that comes back', () => {
    const table = tableOfVersions()
    table.set(fileLine('old', { url: 'u', size: 10 }))
    expect(table).toMatchObject({ bytes: 30, count: 1 })
    expect(lettersOf(table.of(pathId('u')))).toEqual(['old'])
    expect(lettersOf(table.everything())).toEqual(['new', 'old'])
    expect(lettersOf(table.victims(29))).toEqual(['new'])
  })
})

describe('the variants of a file', () => {
  const table = (): FileTable => {
    const made = createFileTable()
    made.set(fileLine('plain', { url: 'u' }))
    made.set(fileLine('png', { url: 'u', vary: ['accept', '1'] }))
    made.set(fileLine('webp', { url: 'u', vary: ['accept', '2'] }))
    made.set(fileLine('other', { url: 'v', vary: ['accept', '2'] }))
    return made
  }

  it('are beside each other, the latest first', () => {
    expect(lettersOf(table().of(pathId('u')))).toEqual(['webp', 'png', 'plain'])
    expect(lettersOf(table().all())).toEqual(['plain', 'png', 'webp', 'other'])
  })

  it('stay in that order when they are used, and not when one is new', () => {
    const made = table()
    made.use(nameOf('plain', 'u'))
    expect(lettersOf(made.of(pathId('u')))).toEqual(['webp', 'png', 'plain'])
    made.set(fileLine('png', { url: 'u', vary: ['accept', '1'], stored: 5 }))
    expect(lettersOf(made.of(pathId('u')))).toEqual(['png', 'webp', 'plain'])
  })

  it('are replaced one by one', () => {
    const made = table()
    made.set(fileLine('new', { url: 'u', vary: ['accept', '1'] }))
    expect(lettersOf(made.of(pathId('u')))).toEqual(['new', 'webp', 'plain'])
    expect(lettersOf(made.everything())).toEqual(['png', 'plain', 'webp', 'other', 'new'])
    made.remove(nameOf('webp', 'u'))
    expect(lettersOf(made.of(pathId('u')))).toEqual(['new', 'plain'])
  })
})

describe('files whose keys have one digest', () => {
  it('are beside each other, and none takes the place of another', () => {
    const table = createFileTable()
    const { digest } = fileLine('a')
    const other = readLine(fileLine('b', { name: `miniferry-${digest}-b`, key: 'another' }).text)
    table.set(fileLine('a'))
    if (other) table.set(other)
    table.set(fileLine('c', { url: 'https://example.com/a' }))
    expect(lettersOf(table.of(pathId('https://example.com/a')))).toEqual(['c', 'b'])
    expect(lettersOf(table.everything())).toEqual(['a', 'b', 'c'])
  })
})

describe('a file of which the index tells nothing', () => {
  /** Two files of one key, of which nobody can read the first. */
  const tableOfCut = (): FileTable => {
    const table = createFileTable()
    const line = fileLine('cut', { url: 'u' })
    table.set({ ...line, text: `${line.name} 100 {]` })
    table.set(fileLine('whole', { url: 'u' }))
    return table
  }

  it("counts, and takes nobody's place", () => {
    const table = tableOfCut()
    expect(table).toMatchObject({ bytes: 200, count: 2 })
    expect(lettersOf(table.of(pathId('u')))).toEqual(['whole', 'cut'])
    table.set(fileLine('new', { url: 'u' }))
    expect(lettersOf(table.everything())).toEqual(['whole', 'cut', 'new'])
  })

  it('can go like any other', () => {
    const table = tableOfCut()
    expect(lettersOf(table.victims(100))).toEqual(['cut'])
    table.remove(nameOf('cut', 'u'))
    expect(lettersOf(table.of(pathId('u')))).toEqual(['whole'])
    expect(table.bytes).toBe(100)
  })
})
