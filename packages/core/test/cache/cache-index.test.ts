import { array, assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CacheIndex, createCacheIndex, type IndexLine, isNames } from '../../src/cache/cache-index.js'
import { readFile } from '../../src/cache/stored-file.js'
import { createStubFiles, type StubFiles } from '../downloader/stub-full-platform.js'
import { fileLine } from './store-scene.js'

const path = 'usr/index'
const first = fileLine('a', { url: 'https://example.com/图片.png', vary: ['accept', 'b'] })
const second = fileLine('b', { header: { etag: '"\n"' }, isPinned: true })
const uses = [first.name, second.name]
const lines: IndexLine[] = [first, second, uses]
/** As another run of the app has written them. */
const usesText = `= ${uses.join(' ')}`
const texts = [first.text, second.text, usesText]

interface Scene {
  readonly index: CacheIndex
  readonly files: StubFiles
  /** What another run of the app reads. */
  readAgain(isExpected?: boolean): ReturnType<CacheIndex['read']>
  write(text: string | Uint8Array, at?: string): void
  text(at?: string): string
}

function createScene(): Scene {
  const files = createStubFiles()
  return {
    index: createCacheIndex(files, path),
    files,
    readAgain: (isExpected = false) => createCacheIndex(files, path).read(isExpected),
    write: (text, at = path) =>
      void files.contents.set(
        at,
        new Uint8Array(typeof text === 'string' ? new TextEncoder().encode(text) : text),
      ),
    text: (at = path) => new TextDecoder().decode(files.contents.get(at)),
  }
}

describe('the index of a cache', () => {
  it('is empty, and has to be written, where there is none', async () => {
    const { index } = createScene()
    expect(index).toHaveLength(0)
    expect(await index.read(false)).toEqual({ lines: [], isSound: false })
  })

  it('gives back what was written, and what was appended', async () => {
    const { index, readAgain } = createScene()
    await index.rewrite([first])
    await index.append([second])
    await index.append([uses, first])
    expect(await readAgain()).toEqual({ lines: [first, second, uses, first], isSound: true })
  })

  it('can be written empty, and appended to', async () => {
    const { index, files, readAgain } = createScene()
    await index.rewrite([])
    expect(files.contents.get(path)).toHaveLength(0)
    await index.append([first])
    expect(await readAgain()).toEqual({ lines: [first], isSound: true })
  })

  it('counts its lines', async () => {
    const { index, files } = createScene()
    await index.rewrite(lines)
    expect(index).toHaveLength(3)
    await index.append([uses, first])
    expect(index).toHaveLength(5)
    await index.rewrite([first])
    expect(index).toHaveLength(1)
    await index.append([second])
    const again = createCacheIndex(files, path)
    await again.read(true)
    expect(again).toHaveLength(2)
  })

  it('says that a write has failed', async () => {
    const { index } = createScene()
    await expect(index.append([first])).rejects.toMatchObject({ code: 'file-system' })
  })

  it('has no line with a line break in it', async () => {
    const { index, text } = createScene()
    await index.rewrite(lines)
    expect(text().split('\n')).toHaveLength(3)
  })

  it('takes the place of an older one in one step, so that a kill loses nothing', async () => {
    const { index, files, readAgain } = createScene()
    await index.rewrite([first])
    files.writeFile = (at) => Promise.reject(new Error(`killed before ${at}`))
    await expect(index.rewrite([second])).rejects.toThrow('killed before usr/index~')
    expect((await readAgain()).lines).toEqual([first])
  })
})

describe('an index after a kill in the middle of a rewrite', () => {
  it('is the second file, where the first is gone already', async () => {
    const { readAgain, write } = createScene()
    write(first.text, `${path}~`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: false })
  })

  it('is the first file, as long as it is there', async () => {
    const { readAgain, write } = createScene()
    write(first.text)
    write(second.text, `${path}~`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: true })
    write('{"name":', `${path}~`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: true })
  })

  it('is the second file, where nothing in the first makes sense', async () => {
    const { readAgain, write } = createScene()
    write('\0\0\0')
    write(first.text, `${path}~`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: false })
  })

  it('is what can be read of the second file', async () => {
    const { readAgain, write } = createScene()
    write(`${first.text}\n${second.text.slice(0, 20)}`, `${path}~`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: false })
  })
})

describe('an index that was cut off', () => {
  const whole = new TextEncoder().encode(texts.join('\n'))
  const lengths = texts.map((text) => new TextEncoder().encode(text).length)
  /** Positions at which the lines end. */
  const ends = lengths.map((_, position) =>
    lengths.slice(0, position + 1).reduce((sum, length) => sum + length + 1, -1),
  )
  const linesIn = (length: number): IndexLine[] => lines.slice(0, ends.filter((end) => end <= length).length)
  /** What lines tell: nothing, where one was cut off. */
  const tell = (found: readonly IndexLine[]): unknown[] =>
    found.map((line) => (isNames(line) ? line : readFile(line))).filter((told) => told !== undefined)

  it('tells of the files before that, wherever it was, and of no other', async () => {
    for (let length = 0; length <= whole.length; length += 1) {
      const { readAgain, write } = createScene()
      write(whole.slice(0, length))
      const told = tell((await readAgain()).lines.filter((line) => !isNames(line)))
      expect([length, told]).toEqual([length, tell(linesIn(length).filter((line) => !isNames(line)))])
    }
  })

  it('has no names but those that it had, and perhaps a part of one', async () => {
    for (let length = ends[1] ?? 0; length <= whole.length; length += 1) {
      const { readAgain, write } = createScene()
      write(whole.slice(0, length))
      const names = (await readAgain()).lines.filter(isNames).flat()
      expect(names.every((name, position) => uses[position]?.startsWith(name))).toBe(true)
    }
  })

  it('loses nothing of what is appended then', async () => {
    const added = fileLine('c')
    for (let length = 0; length <= whole.length; length += 1) {
      const { index, readAgain, write } = createScene()
      write(whole.slice(0, length))
      await index.append([added, uses])
      const { lines: found } = await readAgain()
      expect([length, tell(found.slice(-2))]).toEqual([length, tell([added, uses])])
      expect(tell(found.slice(0, linesIn(length).length))).toEqual(tell(linesIn(length)))
    }
  })

  it('tells of all other files, where it was cut off several times', async () => {
    const cut = tuple(constantFrom(first, second), integer({ min: 0, max: 400 }))
    const property = asyncProperty(array(cut, { maxLength: 12, size: 'max' }), async (cuts) => {
      const { readAgain, write } = createScene()
      write(cuts.map(([line, length]) => line.text.slice(0, length)).join('\n'))
      const others = cuts.filter(([line, length]) => length >= line.text.length).map(([line]) => line)
      expect(tell((await readAgain()).lines)).toEqual(tell(others))
    })
    await assert(property, { seed: 1, numRuns: 300 })
  })

  it('loses nothing of what is before and after, wherever a byte is wrong', async () => {
    const start = (ends[0] ?? 0) + 1
    for (let position = start; position < (ends[1] ?? 0); position += 1) {
      const { readAgain, write } = createScene()
      write(whole.map((byte, at) => (at === position ? 0 : byte)))
      const { lines: found } = await readAgain()
      expect([position, found[0], found.at(-1)]).toEqual([position, first, uses])
    }
  })
})

describe('an index full of rubbish', () => {
  it.each([
    '\0\0\0\0',
    '\n\n\n',
    'null',
    'true\n5\n"text"',
    '{}',
    '{}\n{"name":"a"}',
    '=',
    '[',
    ']\n[',
    '\u{FEFF}',
    'constructor\n__proto__',
    '<html><body>502</body></html>',
    '-'.repeat(10_000),
    ' '.repeat(10_000),
  ])('is empty: %j', async (text) => {
    const { readAgain, write } = createScene()
    write(text)
    expect(await readAgain()).toEqual({ lines: [], isSound: false })
  })

  it('is empty where it is no text', async () => {
    const { readAgain, write } = createScene()
    write(Uint8Array.from({ length: 1000 }, (_, position) => (position * 193) % 256))
    expect(await readAgain()).toEqual({ lines: [], isSound: false })
  })

  it('is empty where the host does not let it be read, and nobody expects it', async () => {
    const { readAgain, files, write } = createScene()
    write(first.text)
    files.readText = () => Promise.reject(new Error('no'))
    expect(await readAgain()).toEqual({ lines: [], isSound: false })
  })

  it('has those lines that make sense, and says that it is not sound', async () => {
    const { readAgain, write } = createScene()
    write(['rubbish', first.text, '{', '', 'miniferry-a-b', 'null', usesText].join('\n'))
    expect(await readAgain()).toEqual({ lines: [first, uses], isSound: false })
  })

  it('may have empty lines, which are none', async () => {
    const { readAgain, write } = createScene()
    write(`\n\n${first.text}\n\n`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: true })
  })
})

describe('an index that is expected to be there', () => {
  it('is read like any other', async () => {
    const { readAgain, write } = createScene()
    write(texts.join('\n'))
    expect(await readAgain(true)).toEqual({ lines, isSound: true })
  })

  it.each(['', 'rubbish'])('may be %j', async (text) => {
    const { readAgain, write } = createScene()
    write(text)
    expect(await readAgain(true)).toEqual({ lines: [], isSound: false })
    write(first.text, `${path}~`)
    expect(await readAgain(true)).toEqual({ lines: [first], isSound: false })
  })

  it('is not taken for lost where the host does not let it be read', async () => {
    const { readAgain, files, write } = createScene()
    write(second.text, `${path}~`)
    await expect(readAgain(true)).rejects.toMatchObject({ code: 'file-system' })
    expect(files.contents.has(`${path}~`)).toBe(true)
  })
})
