import { describe, expect, it } from 'vitest'
import { createFileStore } from '../src/index.js'
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
    expect(await files.digest('a', 'md5')).toBe('abcdef')
    expect(await files.readdir('c')).toEqual(['a', 'b'])
    expect(files.userDataPath).toBe('usr:/')
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
      native: 'no right',
    })
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

describe('stat', () => {
  it('reads what both hosts report', async () => {
    const stats = { size: 5, lastModifiedTime: 7, isDirectory: () => false }
    const files = createFileStore(createStubFileSystem({ stat: () => ({ stats }) }).dialect)
    expect(await files.stat('a')).toEqual({ size: 5, modifiedTime: 7, isDirectory: false })
  })
})
