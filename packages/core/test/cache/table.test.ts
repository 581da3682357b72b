import { describe, expect, it } from 'vitest'
import type { StoredFile } from '../../src/cache/stored-file.js'
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

describe('the files of a cache', () => {
  it('are none at first', () => {
    const table = createFileTable()
    expect(table).toMatchObject({ bytes: 0, count: 0 })
    expect([table.all(), table.everything(), table.of(pathId('a')), table.victims(0)]).toEqual([
      [],
      [],
      [],
      [],
    ])
    expect([table.get(nameOf('a')), table.use(nameOf('a'))]).toEqual([undefined, false])
  })

  it('are counted, with their bytes', () => {
    const table = tableOf('a', 'b')
    table.set(fileLine('c', { size: 0 }))
    expect(table).toMatchObject({ bytes: 200, count: 3 })
    expect([table.get(nameOf('a')), table.get(nameOf('d'))]).toEqual([fileLine('a'), undefined])
  })

  it('are in the order of their use', () => {
    const table = tableOf('a', 'b', 'c')
    expect(table.use(nameOf('a'))).toBe(true)
    expect(lettersOf(table.all())).toEqual(['b', 'c', 'a'])
    table.set(fileLine('b', { stored: 5 }))
    expect(lettersOf(table.all())).toEqual(['c', 'a', 'b'])
  })

  it('are found by their key', () => {
    const table = tableOf('a', 'b')
    expect(table.of(pathId('https://example.com/a'))).toEqual([fileLine('a')])
    expect(table.of(pathId('a'))).toEqual([])
  })

  it.each(['constructor', '__proto__', 'toString'])('are none of the name or the digest %s', (name) => {
    const table = tableOf('a')
    expect([table.of(name), table.get(name), table.use(name)]).toEqual([[], undefined, false])
    table.hold(name)()
    table.remove(name)
    expect(table).toMatchObject({ bytes: 100, count: 1 })
  })

  it.each(['constructor', '__proto__', 'toString'])('may have the key %s', (key) => {
    const table = createFileTable()
    table.set(fileLine('a', { key }))
    table.set(fileLine('b', { key }))
    expect(lettersOf(table.of(pathId(key)))).toEqual(['b'])
    expect(lettersOf(table.everything())).toEqual(['a', 'b'])
  })

  it('are no more after they were removed', () => {
    const table = tableOf('a', 'b')
    table.remove(nameOf('a'))
    table.remove(nameOf('a'))
    table.remove(nameOf('nobody'))
    expect(table).toMatchObject({ bytes: 100, count: 1 })
    expect(table.of(pathId('https://example.com/a'))).toEqual([])
    expect(table.use(nameOf('a'))).toBe(false)
    expect(lettersOf(table.everything())).toEqual(['b'])
  })

  it('are handed out as lists that nobody changes', () => {
    const table = tableOf('a', 'b')
    table.all().pop()
    table.everything().pop()
    table.victims(0).pop()
    expect(lettersOf(table.all())).toEqual(['a', 'b'])
  })
})

describe('what is new about a file', () => {
  it('takes the place of what was known', () => {
    const table = tableOf('a', 'b')
    const changed = fileLine('a', { stored: 5, isPinned: true })
    table.set(changed)
    expect(table).toMatchObject({ bytes: 200, count: 2 })
    expect(table.of(pathId('https://example.com/a'))).toEqual([changed])
    expect(table.get(changed.name)).toBe(changed)
    expect(table.all()).toEqual([fileLine('b'), changed])
    expect(table.everything()).toHaveLength(2)
  })

  it('may be its size, where an index says so', () => {
    const table = tableOf('a', 'b')
    table.set(fileLine('a', { size: 30 }))
    expect(table.bytes).toBe(130)
    table.remove(nameOf('a'))
    expect(table.bytes).toBe(100)
  })
})

describe('what has to go', () => {
  it('is nothing as long as no more is there than may be', () => {
    const table = tableOf('a', 'b')
    expect(table.victims(200)).toEqual([])
    expect(table.victims(Number.POSITIVE_INFINITY)).toEqual([])
  })

  it('is as little as it can be, the least recently used first', () => {
    const table = tableOf('a', 'b', 'c')
    table.use(nameOf('a'))
    expect(lettersOf(table.victims(299))).toEqual(['b'])
    expect(lettersOf(table.victims(200))).toEqual(['b'])
    expect(lettersOf(table.victims(199))).toEqual(['b', 'c'])
    expect(lettersOf(table.victims(0))).toEqual(['b', 'c', 'a'])
    expect(lettersOf(table.victims(-1))).toEqual(['b', 'c', 'a'])
  })

  it('is not gone by that', () => {
    const table = tableOf('a', 'b')
    table.victims(0)
    expect(table).toMatchObject({ bytes: 200, count: 2 })
  })

  it('is never one that is pinned', () => {
    const table = tableOf('a', 'b')
    table.set(fileLine('a', { isPinned: true }))
    table.use(nameOf('b'))
    expect(lettersOf(table.victims(0))).toEqual(['b'])
    table.set(fileLine('a', { isPinned: false }))
    expect(lettersOf(table.victims(0))).toEqual(['b', 'a'])
  })

  it('is never one that is held, until nobody holds it', () => {
    const table = tableOf('a', 'b')
    const [release, releaseToo] = [table.hold(nameOf('a')), table.hold(nameOf('a'))]
    expect(lettersOf(table.victims(0))).toEqual(['b'])
    release()
    expect(lettersOf(table.victims(0))).toEqual(['b'])
    releaseToo()
    expect(lettersOf(table.victims(0))).toEqual(['a', 'b'])
    releaseToo()
    expect(lettersOf(table.victims(0))).toEqual(['a', 'b'])
  })

  it('is never an older version that is held, but one that was pinned', () => {
    const table = tableOfVersions()
    const release = table.hold(nameOf('old', 'u'))
    expect(lettersOf(table.victims(0))).toEqual(['new'])
    release()
    expect(lettersOf(table.victims(0))).toEqual(['old', 'new'])
    expect(lettersOf(tableOfVersions({ isPinned: true }).victims(0))).toEqual(['old', 'new'])
  })

  it('may be a file that has no bytes, only while there is too much', () => {
    const table = createFileTable()
    table.set(fileLine('empty', { size: 0 }))
    table.set(fileLine('a'))
    expect(table.victims(100)).toEqual([])
    expect(lettersOf(table.victims(50))).toEqual(['empty', 'a'])
  })
})
