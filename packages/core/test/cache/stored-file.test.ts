import { describe, expect, it, vi } from 'vitest'
import { digestIn, keptHeader, nameFor, readFile, readLine, writeLine } from '../../src/cache/stored-file.js'
import { pathId } from '../../src/downloader/paths.js'
import { storedFile } from './store-scene.js'

describe('the name of a cached file', () => {
  it('is one of ours', () => {
    for (const key of ['', 'https://example.com/a.png', '图/片', '\u{1F600}']) {
      expect(digestIn(nameFor(key, ''))).toBe(pathId(key))
      expect(digestIn(nameFor(key, '.woff2'))).toBe(pathId(key))
    }
  })

  it('is never the same, not even for one key at one moment', () => {
    const names = new Set<string>()
    for (let count = 0; count < 10_000; count += 1) names.add(nameFor('a', '.png'))
    expect(names.size).toBe(10_000)
  })

  it('is never the same, where clock and chance stand still', () => {
    vi.useFakeTimers({ now: 0 })
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5)
    expect(nameFor('a', '')).not.toBe(nameFor('a', ''))
    random.mockRestore()
    vi.useRealTimers()
  })

  it('has nothing of the key in it but a digest', () => {
    expect(nameFor('secret path', '').split('-')[1]).toBe(pathId('secret path'))
    expect(nameFor('secret path', '')).not.toMatch(/secret|path/)
    expect(nameFor('../../etc/passwd', '')).toMatch(/^[\da-z-]+$/)
    expect(nameFor('a', '').split('-')[1]).not.toBe(nameFor('b', '').split('-')[1])
  })

  it('ends with the extension', () => {
    expect(nameFor('a', '.png')).toMatch(/^miniferry-[\da-z]+-[\da-z]+\.png$/)
  })

  it.each(['miniferry-a-b', 'miniferry-0-0.png', 'miniferry-1r9wi7g1r9wi7g-mf2k1a.woff2'])(
    'may be %s',
    (name) => {
      expect(digestIn(name)).toBe(name.split('-')[1])
    },
  )

  it.each([
    '',
    'miniferry-index.jsonl',
    'miniferry-index.jsonl~',
    'miniferry-a',
    'miniferry-a-',
    'miniferry--b',
    'miniferry-a-b-c',
    'miniferry-a-b.',
    'miniferry-a-b.tar.gz',
    'miniferry-a-b~',
    'miniferry-a-b.png\n',
    '\nminiferry-a-b.png',
    ' miniferry-a-b.png',
    'miniferry-A-b',
    'MINIFERRY-a-b',
    'x-miniferry-a-b',
    '../miniferry-a-b',
    'miniferry-a-b/../c',
    'miniferry-a-b.png/..',
    'miniferry-a/-b',
    'miniferry-../a-b',
    'miniferry-a-b\0',
    'miniferry-图-b',
    'constructor',
    '__proto__',
    'photo.png',
  ])('is not %j', (name) => {
    expect(digestIn(name)).toBeUndefined()
  })
})

describe('the headers that are kept', () => {
  it('are those that say what a file is, and how long it is fresh', () => {
    const header = {
      'cache-control': 'max-age=60',
      'content-type': 'image/png',
      date: 'Wed, 01 Jan 2025 12:00:00 GMT',
      etag: '"a"',
      expires: '0',
      'last-modified': 'Wed, 01 Jan 2025 12:00:00 GMT',
      vary: 'Accept',
    }
    const others = {
      'set-cookie': 'id=1',
      authorization: 'a',
      age: '5',
      'content-length': '3',
      'x-user': 'b',
    }
    expect(keptHeader({ ...others, ...header })).toEqual(header)
  })

  it('are none where there are none, and may be empty', () => {
    expect(keptHeader({})).toEqual({})
    expect(keptHeader({ etag: '' })).toEqual({ etag: '' })
  })

  it('are a copy', () => {
    const header = { etag: '"a"' }
    expect(keptHeader(header)).not.toBe(header)
  })
})

describe('a file as a line of text', () => {
  const file = storedFile('a', {
    header: { etag: '"a b {\n"' },
    vary: ['accept', 'b'],
    statusCode: 200,
    stored: 5,
    initialAge: 6,
    isPinned: true,
  })
  const { text } = writeLine(file)
  /** What an index says, changed as nobody but a bad disk does it. */
  const read = (given: string): unknown => {
    const line = readLine(given)
    return line && readFile(line)
  }
  const change = (changes: Record<string, unknown>): string => {
    const start = text.indexOf('{')
    return `${text.slice(0, start)}${JSON.stringify({ ...JSON.parse(text.slice(start)), ...changes })}\t`
  }

  it('is read again as it was', () => {
    expect(read(text)).toEqual(file)
    expect(readLine(text)).toEqual(writeLine(file))
    const other = storedFile('b', { key: 'mine', url: 'https://example.com/图 片.png?a={b}', size: 0 })
    expect(read(writeLine(other).text)).toEqual(other)
    expect(read(writeLine({ ...other, key: '' }).text)).toEqual({ ...other, key: '' })
  })

  it('is one line, with name and size before the rest', () => {
    expect(text).not.toContain('\n')
    expect(writeLine(file)).toMatchObject({ name: file.name, digest: pathId(file.key), size: 100 })
    expect(text.split(' ').slice(0, 2)).toEqual([file.name, '100'])
  })

  it('names what it was asked for once, where that is the url', () => {
    expect(text.split(file.url)).toHaveLength(2)
  })

  it.each([
    '',
    ' ',
    '{}',
    ' {}',
    'miniferry-a-b',
    'miniferry-a-b {}',
    'miniferry-a-b 1005',
    '{"name":"miniferry-a-b","size":1}',
    'null',
  ])('is not %j', (given) => {
    expect(readLine(given)).toBeUndefined()
    expect(readLine(`${given}\t`)).toBeUndefined()
  })

  it.each(['-1', '1.5', 'x', 'NaN', '1 2', 'Infinity', '1e999', '9'.repeat(20)])(
    'has no size of %s, with which nothing could be counted',
    (size) => {
      expect(readLine(`miniferry-a-b ${size} {}\t`)).toBeUndefined()
    },
  )

  it.each(['../miniferry-a-b', 'photo.png', 'miniferry-index.jsonl', 'constructor'])(
    'is not of a file with the name %s',
    (name) => {
      expect(readLine(`${name} 1 {}\t`)).toBeUndefined()
    },
  )

  it.each(['{}', '{"url":"a"}', '{]', '{"__proto__":{"url":"a"}}', '{} {}'])(
    'tells nothing with %s',
    (details) => {
      expect(readLine(`miniferry-a-b 1 ${details}\t`)).toMatchObject({ name: 'miniferry-a-b', size: 1 })
      expect(read(`miniferry-a-b 1 ${details}\t`)).toBeUndefined()
    },
  )

  it.each(['url', 'header', 'stored', 'initialAge'])('tells nothing without %s', (field) => {
    for (const value of [undefined, null, true]) expect(read(change({ [field]: value }))).toBeUndefined()
  })

  it.each([
    { url: 5 },
    { key: 5 },
    { key: null },
    { header: 'etag' },
    { stored: '5' },
    { initialAge: [5] },
    { vary: null },
    { vary: [5] },
    { vary: [true, 'abc'] },
  ])('tells nothing with %j', (changes) => {
    expect(read(change({}))).toEqual(file)
    expect(read(change(changes))).toBeUndefined()
  })

  it('has the name and the size that it begins with, whatever comes then', () => {
    expect(read(change({ name: '../a', size: 5 }))).toEqual(file)
  })
})
