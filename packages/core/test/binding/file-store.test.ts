import { describe, expect, it } from 'vitest'
import { createFileStore, type FileDialect } from '../../src/index.js'
import { createStubFileSystem, failing } from './stub-file-system.js'

describe('a call', () => {
  it('passes the options under the names of the hosts', async () => {
    const done = (): unknown => ({})
    const { dialect, calls } = createStubFileSystem({
      writeFile: done,
      appendFile: done,
      rename: done,
      saveFile: done,
      unlink: done,
      mkdir: done,
      readFile: () => ({ data: 'text' }),
      getFileInfo: () => ({ digest: 'ABCDEF' }),
      readdir: () => ({ files: ['a', 'b'] }),
    })
    const files = createFileStore(dialect)
    const bytes = new ArrayBuffer(2)
    await files.writeFile('a', bytes)
    await files.writeFile('a', 'text')
    await files.appendFile('a', bytes)
    await files.appendFile('a', 'text')
    await files.rename('a', 'b')
    await files.saveFile('tmp', 'b')
    await files.unlink('b')
    await files.mkdir('c')
    expect(await files.readText('a')).toBe('text')
    expect(await files.readFile('a')).toBe('text')
    await files.readFile('a', 2, 3)
    expect(await files.digest('a', 'md5')).toBe('abcdef')
    expect(await files.readdir('c')).toEqual(['a', 'b'])
    expect(calls).toEqual([
      ['writeFile', { filePath: 'a', data: bytes }],
      ['writeFile', { filePath: 'a', data: 'text', encoding: 'utf8' }],
      ['appendFile', { filePath: 'a', data: bytes }],
      ['appendFile', { filePath: 'a', data: 'text', encoding: 'utf8' }],
      ['rename', { oldPath: 'a', newPath: 'b' }],
      ['saveFile', { tempFilePath: 'tmp', filePath: 'b' }],
      ['unlink', { filePath: 'b' }],
      ['mkdir', { dirPath: 'c', recursive: true }],
      ['readFile', { filePath: 'a', encoding: 'utf8' }],
      ['readFile', { filePath: 'a' }],
      ['readFile', { filePath: 'a', position: 2, length: 3 }],
      ['getFileInfo', { filePath: 'a', digestAlgorithm: 'md5' }],
      ['readdir', { dirPath: 'c' }],
    ])
  })

  it('rejects with a DownloadError that keeps the words and the object of the host', async () => {
    const files = createFileStore(createStubFileSystem({ rename: failing('no right') }).dialect)
    await expect(files.rename('a', 'b')).rejects.toMatchObject({
      name: 'DownloadError',
      code: 'file-system',
      errMsg: 'rename:fail no right',
      platform: 'stub',
      url: '',
      native: 'no right',
    })
  })

  it.each([
    ['file-system', 'file-system'],
    ['storage-full', 'storage-full'],
    ['too-large', 'too-large'],
    ['unsupported', 'unsupported'],
    ['unknown', 'file-system'],
    ['network', 'file-system'],
    ['timeout', 'file-system'],
    ['invalid-argument', 'file-system'],
    ['aborted', 'file-system'],
  ] as const)('whose failure the table names %s rejects with %s', async (code, expected) => {
    const { dialect } = createStubFileSystem({ rename: failing('odd') })
    const failure: FileDialect['failure'] = (api, native) => ({ ...dialect.failure(api, native), code })
    const files = createFileStore({ ...dialect, failure })
    await expect(files.rename('a', 'b')).rejects.toMatchObject({ code: expected, retryable: false })
  })

  it('rejects where the host has no file system', async () => {
    const files = createFileStore({ ...createStubFileSystem({}).dialect, host: () => undefined })
    await expect(files.unlink('a')).rejects.toMatchObject({
      errMsg: expect.stringContaining('unlink is not available on this client'),
    })
  })
})

describe('nothing at the path', () => {
  const files = createFileStore(
    createStubFileSystem({
      stat: failing('missing'),
      unlink: failing('missing'),
      readdir: failing('missing'),
      mkdir: failing('present'),
      readFile: failing('missing'),
    }).dialect,
  )

  it('is undefined for stat, an empty list for readdir, and success for unlink', async () => {
    await expect(files.stat('a')).resolves.toBeUndefined()
    await expect(files.readdir('a')).resolves.toEqual([])
    await expect(files.unlink('a')).resolves.toBeUndefined()
  })

  it('is a failure for readFile', async () => {
    await expect(files.readText('a')).rejects.toMatchObject({ code: 'file-system' })
  })

  it('is what mkdir wants: a folder that is there is success', async () => {
    await expect(files.mkdir('a')).resolves.toBeUndefined()
  })
})

describe('a failure in words that say nothing', () => {
  const answers = { stat: failing('?'), unlink: failing('?'), readdir: failing('?'), mkdir: failing('?') }

  it.each(['missing', '?', 'no such file'])('counts as missing where access fails with %j', async (words) => {
    const files = createFileStore(createStubFileSystem({ ...answers, access: failing(words) }).dialect)
    await expect(files.stat('a')).resolves.toBeUndefined()
    await expect(files.unlink('a')).resolves.toBeUndefined()
    await expect(files.readdir('a')).resolves.toEqual([])
    await expect(files.mkdir('a')).rejects.toMatchObject({ native: '?' })
  })

  it('counts as itself where something is there; a folder that is there is what mkdir wants', async () => {
    const files = createFileStore(createStubFileSystem({ ...answers, access: () => ({}) }).dialect)
    for (const failed of [files.stat('a'), files.unlink('a'), files.readdir('a')]) {
      await expect(failed).rejects.toMatchObject({ native: '?' })
    }
    await expect(files.mkdir('a')).resolves.toBeUndefined()
  })

  it.each([
    ['that the app may not look', { access: failing('denied') }],
    ['nothing, since the host has no such method', {}],
  ])('counts as itself where access says %s', async (_, access) => {
    const files = createFileStore(createStubFileSystem({ ...answers, ...access }).dialect)
    for (const failed of [files.stat('a'), files.unlink('a'), files.readdir('a'), files.mkdir('a')]) {
      await expect(failed).rejects.toMatchObject({ native: '?' })
    }
  })
})

describe('a part of a file', () => {
  const bytes = (...values: number[]): ArrayBuffer => Uint8Array.from(values).buffer
  const readingPart = (data: unknown, position: number, length: number): Promise<ArrayBuffer> =>
    createFileStore(createStubFileSystem({ readFile: () => ({ data }) }).dialect).readFile(
      'a',
      position,
      length,
    )

  // A matcher takes two buffers for equal, whatever is in them.
  const bytesIn = (buffer: ArrayBuffer): number[] => [...new Uint8Array(buffer)]

  it('is what the host hands out, if it knows parts', async () => {
    const part = bytes(2, 3)
    expect(await readingPart(part, 2, 2)).toBe(part)
  })

  it('is cut out where the host hands out the whole file', async () => {
    expect(bytesIn(await readingPart(bytes(0, 1, 2, 3, 4), 1, 2))).toEqual([1, 2])
    expect(bytesIn(await readingPart(bytes(0, 1, 2), 0, 1))).toEqual([0])
  })

  it('is nothing where the host hands out nothing', async () => {
    expect(await readingPart(undefined, 0, 1)).toBeUndefined()
  })
})

describe('a rename', () => {
  const done = (): unknown => undefined

  it('that the host refuses because of the target is repeated without it', async () => {
    const answers = [failing('present'), done]
    const { dialect, calls } = createStubFileSystem({ rename: () => answers.shift()?.(), unlink: done })
    await createFileStore(dialect).rename('a', 'b')
    expect(calls).toEqual([
      ['rename', { oldPath: 'a', newPath: 'b' }],
      ['unlink', { filePath: 'b' }],
      ['rename', { oldPath: 'a', newPath: 'b' }],
    ])
  })

  it.each([
    ['that works', done],
    ['that fails for want of the file', failing('missing')],
    ['that fails for want of rights', failing('denied')],
    ['that fails for a reason that is clear', failing('full')],
  ])('%s leaves the target to the host', async (_, rename) => {
    const { dialect, calls } = createStubFileSystem({ rename })
    await createFileStore(dialect)
      .rename('a', 'b')
      .catch(() => undefined)
    expect(calls.map(([method]) => method)).toEqual(['rename'])
  })

  it('that fails in words that may mean anything replaces what is there if that is the reason', async () => {
    const answers = [failing('?'), done, done, failing('?'), done]
    const { dialect, calls } = createStubFileSystem({
      rename: () => answers.shift()?.(),
      access: done,
      unlink: done,
    })
    await createFileStore(dialect).rename('a', 'b')
    expect(calls.map(([method, options]) => [method, ...Object.values(options)])).toEqual([
      ['rename', 'a', 'b'],
      ['access', 'b'],
      ['unlink', 'a~'],
      ['rename', 'a', 'a~'],
      ['rename', 'a~', 'a'],
      ['rename', 'a', 'b'],
      ['unlink', 'b'],
      ['rename', 'a', 'b'],
    ])
  })

  it('of any kind has one of both files at its path at each step, so that a kill loses none', async () => {
    for (const words of ['present', '?']) {
      const files = new Map([
        ['a', 'new'],
        ['b', 'old'],
      ])
      const states: string[] = []
      const { dialect } = createStubFileSystem({
        access: ({ path }) => files.has(String(path)) || failing('missing')(),
        unlink: ({ filePath }) => {
          if (!files.delete(String(filePath))) failing('missing')()
          states.push([...files.keys()].join())
        },
        rename: ({ oldPath, newPath }) => {
          if (files.has(String(newPath))) failing(words)()
          files.set(String(newPath), files.get(String(oldPath)) ?? '')
          files.delete(String(oldPath))
          states.push([...files.keys()].join())
        },
      })
      await createFileStore(dialect).rename('a', 'b')
      expect([...files]).toEqual([['b', 'new']])
      expect(states.filter((names) => !/\b[ab]\b(?!~)/.test(names))).toEqual([])
    }
  })

  it.each(['missing', 'denied', 'full'])(
    'that fails since the file or the path is %s is tried in no other way, though something is at the path',
    async (words) => {
      const { dialect, calls } = createStubFileSystem({ rename: failing(words), unlink: done, access: done })
      await expect(createFileStore(dialect).rename('a', 'b')).rejects.toMatchObject({ native: words })
      expect(calls).toEqual([['rename', { oldPath: 'a', newPath: 'b' }]])
    },
  )

  it('that fails in such words once keeps what is there until it is replaced', async () => {
    const answers = [failing('?'), done, done, done]
    const { dialect, calls } = createStubFileSystem({
      rename: () => answers.shift()?.(),
      access: done,
      unlink: done,
    })
    await createFileStore(dialect).rename('a', 'b')
    expect(calls.filter(([method]) => method === 'unlink')).toEqual([['unlink', { filePath: 'a~' }]])
    expect(calls.at(-1)).toEqual(['rename', { oldPath: 'a', newPath: 'b' }])
  })

  it('that fails in such words to any path leaves both', async () => {
    const { dialect, calls } = createStubFileSystem({ rename: failing('?'), access: done, unlink: done })
    await expect(createFileStore(dialect).rename('a', 'b')).rejects.toMatchObject({ native: '?' })
    expect(calls).not.toContainEqual(['unlink', { filePath: 'b' }])
  })

  it('that cannot be done in the end leaves the file where it was', async () => {
    const answers = [failing('?'), done, done, failing('?'), failing('again')]
    const { dialect, calls } = createStubFileSystem({
      rename: () => answers.shift()?.(),
      access: done,
      unlink: done,
    })
    await expect(createFileStore(dialect).rename('a', 'b')).rejects.toMatchObject({ native: 'again' })
    expect(calls.at(-1)).toEqual(['rename', { oldPath: 'a', newPath: 'b' }])
  })

  it.each([
    ['to a free path', { access: failing('no such thing') }],
    ['where the host cannot be asked', { unlink: done }],
  ])('%s that fails in other words fails with them', async (_, answers) => {
    const { dialect } = createStubFileSystem({ rename: failing('?'), ...answers })
    await expect(createFileStore(dialect).rename('a', 'b')).rejects.toMatchObject({ native: '?' })
  })

  it('onto what cannot be removed fails', async () => {
    const { dialect } = createStubFileSystem({ rename: failing('present'), unlink: failing('a folder') })
    await expect(createFileStore(dialect).rename('a', 'b')).rejects.toMatchObject({
      errMsg: 'unlink:fail a folder',
    })
  })
})

it('the digests are those of the dialect', () => {
  expect(createFileStore(createStubFileSystem({}).dialect).digests).toEqual(['md5'])
})

describe('stat', () => {
  it('reads what both hosts report', async () => {
    const stats = { size: 5, lastModifiedTime: 7, isDirectory: () => false }
    const files = createFileStore(createStubFileSystem({ stat: () => ({ stats }) }).dialect)
    expect(await files.stat('a')).toEqual({ size: 5, modifiedTime: 7, isDirectory: false })
  })

  it('asks for the path, and tells a folder from a file', async () => {
    const stats = { size: 0, lastModifiedTime: 7, isDirectory: () => true }
    const { dialect, calls } = createStubFileSystem({ stat: () => ({ stats }) })
    expect(await createFileStore(dialect).stat('a')).toMatchObject({ isDirectory: true })
    expect(calls).toEqual([['stat', { path: 'a' }]])
  })
})
