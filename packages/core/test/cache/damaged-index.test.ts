import { array, assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IndexLine, isNames } from '../../src/cache/journal.js'
import { readFile } from '../../src/cache/stored-file.js'
import { createIndexScene, first, lines, second, texts, uses, usesText } from './index-scene.js'
import { fileLine } from './store-scene.js'

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
      const { readAgain, write } = createIndexScene()
      write(whole.slice(0, length))
      const told = tell((await readAgain()).lines.filter((line) => !isNames(line)))
      expect([length, told]).toEqual([length, tell(linesIn(length).filter((line) => !isNames(line)))])
    }
  })

  it('has no names but those that it had, and perhaps a part of one', async () => {
    for (let length = ends[1] ?? 0; length <= whole.length; length += 1) {
      const { readAgain, write } = createIndexScene()
      write(whole.slice(0, length))
      const names = (await readAgain()).lines.filter(isNames).flat()
      expect(names.every((name, position) => uses[position]?.startsWith(name))).toBe(true)
    }
  })

  it('loses nothing of what is appended then', async () => {
    const added = fileLine('c')
    for (let length = 0; length <= whole.length; length += 1) {
      const { index, readAgain, write } = createIndexScene()
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
      const { readAgain, write } = createIndexScene()
      write(cuts.map(([line, length]) => line.text.slice(0, length)).join('\n'))
      const others = cuts.filter(([line, length]) => length >= line.text.length).map(([line]) => line)
      expect(tell((await readAgain()).lines)).toEqual(tell(others))
    })
    await assert(property, { seed: 1, numRuns: 300 })
  })

  it('loses nothing of what is before and after, wherever a byte is wrong', async () => {
    const start = (ends[0] ?? 0) + 1
    for (let position = start; position < (ends[1] ?? 0); position += 1) {
      const { readAgain, write } = createIndexScene()
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
    const { readAgain, write } = createIndexScene()
    write(text)
    expect(await readAgain()).toEqual({ lines: [], isSound: false })
  })

  it('is empty where it is no text', async () => {
    const { readAgain, write } = createIndexScene()
    write(Uint8Array.from({ length: 1000 }, (_, position) => (position * 193) % 256))
    expect(await readAgain()).toEqual({ lines: [], isSound: false })
  })

  it('is empty where the host does not let it be read, and nobody expects it', async () => {
    const { readAgain, files, write } = createIndexScene()
    write(first.text)
    files.readText = () => Promise.reject(new Error('no'))
    expect(await readAgain()).toEqual({ lines: [], isSound: false })
  })

  it('has those lines that make sense, and says that it is not sound', async () => {
    const { readAgain, write } = createIndexScene()
    write(['rubbish', first.text, '{', '', 'miniferry-a-b', 'null', usesText].join('\n'))
    expect(await readAgain()).toEqual({ lines: [first, uses], isSound: false })
  })

  it('may have empty lines, which are none', async () => {
    const { readAgain, write } = createIndexScene()
    write(`\n\n${first.text}\n\n`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: true })
  })
})
