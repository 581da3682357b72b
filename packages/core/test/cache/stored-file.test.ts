import { describe, expect, it } from 'vitest'
import { isOwnName, isStoredFile, keptHeader, nameFor } from '../../src/cache/stored-file.js'
import { pathId } from '../../src/downloader/path-id.js'
import { storedFile } from './store-scene.js'

describe('the name of a cached file', () => {
  it('is one of ours', () => {
    for (const key of ['', 'https://example.com/a.png', '图/片', '\u{1F600}']) {
      expect(isOwnName(nameFor(key, ''))).toBe(true)
      expect(isOwnName(nameFor(key, '.woff2'))).toBe(true)
    }
  })

  it('is never the same, not even for one key at one moment', () => {
    const names = new Set<string>()
    for (let count = 0; count < 10_000; count += 1) names.add(nameFor('a', '.png'))
    expect(names.size).toBe(10_000)
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
      expect(isOwnName(name)).toBe(true)
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
    expect(isOwnName(name)).toBe(false)
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

describe('what an index may say of a file', () => {
  const file = storedFile('miniferry-a-b.png')

  it('has a name of ours, a key, a url, a size, two times and headers', () => {
    expect(isStoredFile(file)).toBe(true)
    expect(isStoredFile({ ...file, size: 0, key: '', url: '', stored: 0, initialAge: 0 })).toBe(true)
    expect(isStoredFile({ ...file, statusCode: 200, isPinned: true, vary: ['accept', 'abc'], more: 1 })).toBe(
      true,
    )
  })

  it.each(['name', 'key', 'url', 'size', 'header', 'stored', 'initialAge'])(
    'is nothing without %s',
    (field) => {
      expect(isStoredFile({ ...file, [field]: undefined })).toBe(false)
      expect(isStoredFile({ ...file, [field]: null })).toBe(false)
      expect(isStoredFile({ ...file, [field]: true })).toBe(false)
    },
  )

  it.each(['name', 'key', 'url', 'header'])('is nothing with a number as %s', (field) => {
    expect(isStoredFile({ ...file, [field]: 5 })).toBe(false)
  })

  it.each(['size', 'stored', 'initialAge'])(
    'is nothing with a text, a negative or no number as %s',
    (field) => {
      for (const value of ['5', -1, Number.NaN, [5], {}]) {
        expect(isStoredFile({ ...file, [field]: value })).toBe(false)
      }
    },
  )

  it.each([
    'photo.png',
    '../miniferry-a-b',
    'miniferry-a-b/../c',
    'miniferry-index.jsonl',
    'constructor',
    '',
  ])('is nothing with the name %j', (name) => {
    expect(isStoredFile({ ...file, name })).toBe(false)
  })

  it.each([
    { value: undefined },
    { value: null },
    { value: true },
    { value: 0 },
    { value: 'miniferry-a-b' },
    { value: [] },
    { value: {} },
    { value: ['miniferry-a-b'] },
    { value: [file] },
  ])('is not $value', ({ value }) => {
    expect(isStoredFile(value)).toBe(false)
  })

  it.each([{ vary: null }, { vary: [5] }, { vary: [true, 'abc'] }])(
    'is nothing with %j, which no request can be compared with',
    (given) => {
      expect(isStoredFile({ ...file, ...given })).toBe(false)
    },
  )

  it.each(['size', 'stored', 'initialAge'])('is nothing with a %s that cannot be counted with', (field) => {
    const value: unknown = JSON.parse('1e999')
    expect(isStoredFile({ ...file, [field]: value })).toBe(false)
  })
})
