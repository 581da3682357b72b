import { beforeEach, describe, expect, it } from 'vitest'
import { type DownloadRecord, readRecord, removeRecord, writeRecord } from '../../src/resume/record.js'
import { createStubFiles, type StubFiles } from '../downloader/stub-full-platform.js'

const path = 'usr/miniferry/downloads/1.json'
const record: DownloadRecord = {
  request: { url: 'https://example.com/a', filePath: 'usr/a' },
  validator: '"a"',
  total: 7,
}
const newer: DownloadRecord = { ...record, total: 8, isFinished: true }

let files: StubFiles

beforeEach(() => {
  files = createStubFiles()
})

describe('a record', () => {
  it('is read as it was written, and leaves no second file', async () => {
    await writeRecord(files, path, record)
    expect(await readRecord(files, path)).toEqual(record)
    expect([...files.contents.keys()]).toEqual([path])
  })

  it('is replaced', async () => {
    await writeRecord(files, path, record)
    await writeRecord(files, path, newer)
    expect(await readRecord(files, path)).toEqual(newer)
  })

  it('keeps Infinity as a number that is as good', async () => {
    const request = { ...record.request, retry: { limit: Number.POSITIVE_INFINITY } }
    await writeRecord(files, path, { request })
    expect((await readRecord(files, path))?.request.retry).toEqual({ limit: Number.MAX_SAFE_INTEGER })
  })

  it('is nothing where there is none', async () => {
    expect(await readRecord(files, path)).toBeUndefined()
  })

  it('is removed with its second file, also where there is none', async () => {
    await writeRecord(files, path, record)
    await files.writeFile(`${path}~`, '{}')
    await removeRecord(files, path)
    await removeRecord(files, path)
    expect(files.contents.size).toBe(0)
  })
})

describe('a write that a kill cut', () => {
  it.each([0, 1, 10, 40])('after %i bytes of the second file leaves the old record', async (length) => {
    await writeRecord(files, path, record)
    await files.writeFile(`${path}~`, JSON.stringify(newer).slice(0, length))
    expect(await readRecord(files, path)).toEqual(record)
  })

  it('before the second file was renamed leaves the old record', async () => {
    await writeRecord(files, path, record)
    await files.writeFile(`${path}~`, JSON.stringify(newer))
    expect(await readRecord(files, path)).toEqual(record)
  })

  it('between the removal of the old file and the renaming leaves the new record', async () => {
    await files.writeFile(`${path}~`, JSON.stringify(newer))
    expect(await readRecord(files, path)).toEqual(newer)
  })

  it('leaves what was read, also where another one follows it', async () => {
    await files.writeFile(`${path}~`, JSON.stringify(newer))
    await readRecord(files, path)
    await files.writeFile(`${path}~`, '{"request":{"url":"ht')
    expect(await readRecord(files, path)).toEqual(newer)
  })

  it('leaves the new record on a disk that lets nothing be renamed', async () => {
    await files.writeFile(`${path}~`, JSON.stringify(newer))
    files.rename = () => Promise.reject(new Error('read-only'))
    expect(await readRecord(files, path)).toEqual(newer)
  })

  it('in the very first write leaves none', async () => {
    await files.writeFile(`${path}~`, '{"request":{"url":"ht')
    expect(await readRecord(files, path)).toBeUndefined()
  })
})

describe('rubbish', () => {
  it.each([
    '',
    'null',
    '[]',
    '7',
    '"a"',
    '{}',
    '{"request":null}',
    '{"request":{}}',
    '{"request":{"url":"x"}}',
    '\0\0',
  ])('%j is no record', async (text) => {
    await files.writeFile(path, text)
    expect(await readRecord(files, path)).toBeUndefined()
  })

  it('in the file does not hide the second file', async () => {
    await files.writeFile(path, '{"req')
    await files.writeFile(`${path}~`, JSON.stringify(newer))
    expect(await readRecord(files, path)).toEqual(newer)
  })
})
