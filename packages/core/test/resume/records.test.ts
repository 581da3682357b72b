import { beforeEach, describe, expect, it } from 'vitest'
import { DownloadError } from '../../src/index.js'
import { type DownloadRecord, type Records, recordsOf } from '../../src/resume/records.js'
import { createStubFullPlatform, type StubFullPlatform } from '../downloader/stub-full-platform.js'

const folder = 'usr/miniferry/downloads'
const journal = `${folder}/miniferry-downloads.jsonl`
const record: DownloadRecord = {
  request: { url: 'https://example.com/a', filePath: 'usr/a' },
  validator: '"a"',
  total: 7,
}
const newer: DownloadRecord = { ...record, total: 8, isFinished: true }

let platform: StubFullPlatform
let records: Records

beforeEach(async () => {
  platform = createStubFullPlatform()
  records = recordsOf(platform, folder)
  await records.open()
})

/** What the next run of the app knows. */
async function readAgain(): Promise<Record<string, DownloadRecord>> {
  return Object.fromEntries(await allAgain())
}

/** The same as a table, which tells a record that is none from one that is not there. */
async function allAgain(): Promise<ReadonlyMap<string, DownloadRecord>> {
  const next = recordsOf({ ...platform, slots: { running: 0, waiting: new Set() } }, folder)
  await next.open()
  return next.all()
}

function text(path = journal): string {
  return new TextDecoder().decode(platform.files.contents.get(path))
}

function write(content: string, path = journal): void {
  platform.files.contents.set(path, new TextEncoder().encode(content))
}

function count(name: 'writeFile' | 'appendFile'): () => number {
  const { files } = platform
  const call = files[name]
  let calls = 0
  files[name] = (path, data) => {
    calls += 1
    return call(path, data)
  }
  return () => calls
}

describe('the records of unfinished downloads', () => {
  it('are read by the next run as they were written', async () => {
    await records.set('a', record)
    await records.set('b', newer)
    expect(await readAgain()).toEqual({ a: record, b: newer })
  })

  it.each(['\u2028', '\u2029', '\r', '\n', '\t'])(
    'are read as they were written with a line break in a text: %j',
    async (lineBreak) => {
      const odd = { ...record, request: { ...record.request, meta: { title: `a${lineBreak}b` } } }
      await records.set('a', odd)
      expect(await readAgain()).toEqual({ a: odd })
    },
  )

  it('are what was written last', async () => {
    await records.set('a', record)
    await records.set('a', newer)
    expect(await readAgain()).toEqual({ a: newer })
  })

  it('are gone where they were removed', async () => {
    await records.set('a', record)
    await records.set('b', record)
    await records.set('a', undefined)
    expect(await readAgain()).toEqual({ b: record })
  })

  it('keep Infinity as a number that is as good', async () => {
    await records.set('a', { request: { ...record.request, retry: { limit: Number.POSITIVE_INFINITY } } })
    expect((await readAgain()).a?.request.retry).toEqual({ limit: Number.MAX_SAFE_INTEGER })
  })

  it('that come in one turn are written in one call', async () => {
    await records.set('first', record)
    const appended = count('appendFile')
    await Promise.all(Array.from({ length: 50 }, (_, index) => records.set(`id${index}`, record)))
    expect(appended()).toBeLessThanOrEqual(2)
    expect(Object.keys(await readAgain())).toHaveLength(51)
  })

  it('make one folder and one file, when there is something to write', async () => {
    expect([...platform.files.contents.keys()]).toEqual([])
    await records.set('a', record)
    expect([...platform.files.contents.keys()]).toEqual([journal])
  })

  it('that could not be written are written with the next ones', async () => {
    const { appendFile, writeFile } = platform.files
    await records.set('a', record)
    platform.files.appendFile = () => Promise.reject(new Error('busy'))
    platform.files.writeFile = () => Promise.reject(new Error('busy'))
    await expect(records.set('b', record)).rejects.toThrow('busy')
    Object.assign(platform.files, { appendFile, writeFile })
    await records.set('c', record)
    expect(await readAgain()).toEqual({ a: record, b: record, c: record })
  })

  it('are written again where the user has cleared the files of the app', async () => {
    await records.set('a', record)
    platform.files.contents.clear()
    await records.set('b', record)
    expect(Object.keys(await readAgain())).toContain('b')
  })

  it('do not grow for ever', async () => {
    for (let round = 0; round < 1000; round += 1) {
      await records.set('a', record)
      await records.set('a', undefined)
    }
    await records.set('b', newer)
    expect(text().split('\n').length).toBeLessThan(300)
    expect(await readAgain()).toEqual({ b: newer })
  })

  it('are written anew when there are 200 lines more than twice as many as records, and not before', async () => {
    const written = count('writeFile')
    const ids = Array.from({ length: 100 }, (_, index) => `id${index}`)
    for (let round = 0; round < 4; round += 1) {
      for (const id of ids) await records.set(id, round % 2 ? newer : record)
    }
    // The first line, and no more than that.
    expect(written()).toBe(1)
    expect(text().split('\n')).toHaveLength(400)
    for (const id of ids.slice(0, 2)) await records.set(id, record)
    expect(written()).toBe(2)
    expect(text().split('\n')).toHaveLength(100)
    expect(Object.keys(await readAgain())).toHaveLength(100)
  })

  it('tell of a full disk at once, and are not written anew for that', async () => {
    await records.set('a', record)
    const written = count('writeFile')
    const full = new DownloadError({ code: 'storage-full', errMsg: 'full', platform: 'x', url: '' })
    platform.files.appendFile = () => Promise.reject(full)
    await expect(records.set('b', record)).rejects.toBe(full)
    expect(written()).toBe(0)
  })

  it('leave nothing of downloads that are no more, when they are written anew', async () => {
    await records.set('a', record)
    for (let index = 0; index < 300; index += 1) {
      await records.set(`id${index}`, record)
      await records.set(`id${index}`, undefined)
    }
    expect(text()).not.toContain('id10\t')
    expect([...(await allAgain()).keys()]).toEqual(['a'])
  })

  it('are not written anew where another copy of the library has just done that', async () => {
    for (let round = 0; round < 201; round += 1) await records.set('a', record)
    const written = count('writeFile')
    write(`a ${JSON.stringify(record)}\t`)
    for (let round = 0; round < 5; round += 1) await records.set('a', newer)
    expect(written()).toBe(0)
    expect(await readAgain()).toEqual({ a: newer })
  })

  it('are looked for again when that is asked for', async () => {
    await records.set('a', record)
    await platform.files.appendFile(journal, `\nb ${JSON.stringify(newer)}\t`)
    await records.open()
    expect(records.get('b')).toBeUndefined()
    records.reopen()
    await records.open()
    expect(records.get('b')).toEqual(newer)
  })

  it('know whose part files are there, and of no other file', async () => {
    for (const name of ['a.part', 'b.part~', 'discarded-1']) write('', `${folder}/${name}`)
    records.reopen()
    await records.open()
    expect([...records.parts]).toEqual(['a'])
  })

  it('hold what another copy of the library has written, when they are compacted', async () => {
    await records.set('a', record)
    await platform.files.appendFile(journal, `\nother ${JSON.stringify(newer)}\t`)
    for (let round = 0; round < 300; round += 1) await records.set('b', round % 2 ? undefined : record)
    expect(await readAgain()).toEqual({ a: record, other: newer })
  })
})

describe('records that a kill has cut', () => {
  it('lose the line that was not finished, and nothing else', async () => {
    await records.set('a', record)
    await records.set('b', newer)
    const whole = text()
    const last = whole.lastIndexOf('\n')
    for (let length = last; length < whole.length; length += 1) {
      write(whole.slice(0, length))
      expect([length, await readAgain()]).toEqual([length, { a: record }])
    }
  })

  it('take what is written later', async () => {
    write(`a ${JSON.stringify(record)}\t\nb {"request":{"url":"ht`)
    const next = recordsOf({ ...platform, slots: { running: 0, waiting: new Set() } }, folder)
    await next.open()
    await next.set('c', newer)
    expect(await readAgain()).toEqual({ a: record, c: newer })
  })

  it.each([
    ['nothing has been written of the new ones', undefined],
    ['the new ones were cut', 'a {"requ'],
    ['the new ones are whole', `a ${JSON.stringify(record)}\t`],
  ])('while they were compacted, are all there: %s', async (_name, left) => {
    write(`a ${JSON.stringify(record)}\t\nb ${JSON.stringify(newer)}\t`, `${journal}~`)
    if (left !== undefined) write(left)
    expect(await readAgain()).toEqual({ a: record, b: newer })
    expect(platform.files.contents.has(`${journal}~`)).toBe(false)
    expect(await readAgain()).toEqual({ a: record, b: newer })
  })
})

describe('records whose compaction was cut when it was about to end', () => {
  it('are without the one that was removed by it', async () => {
    await records.set('a', record)
    await records.set('b', newer)
    const { files } = platform
    files.appendFile = () => Promise.reject(new Error('no append'))
    files.unlink = () => Promise.reject(new Error('killed'))
    await records.set('a', undefined)
    expect(text(`${journal}~`)).toMatch(/^a /)
    expect(await readAgain()).toEqual({ b: newer })
  })

  it('are written no second time', async () => {
    const line = `a ${JSON.stringify(record)}\t`
    write(line, `${journal}~`)
    write(line)
    await readAgain()
    expect(text()).toBe(line)
  })
})

describe('a line that makes no sense', () => {
  it.each([
    'null',
    '[]',
    '7',
    '"a"',
    '{}',
    '{"request":null}',
    '{"request":{}}',
    '{"request":{"url":"x"}}',
    '{"request":{"url":"x","filePath":""}}',
    '{"request":{"url":"x","filePath":"usr/x"},"total":"7"}',
    '{"request":{"url":"x","filePath":"usr/x"},"validator":7}',
    '\0\0',
  ])('%j is no record, and no harm to the others', async (json) => {
    write(`a ${json}\t\nb ${JSON.stringify(record)}\t`)
    expect(await readAgain()).toEqual({ b: record })
  })
})

describe('a line with something before its id', () => {
  it.each(['\0\0', '{', 'a '])('is no record: %j', async (rubbish) => {
    write(`${rubbish}a ${JSON.stringify(newer)}\t\nb ${JSON.stringify(record)}\t`)
    expect(await readAgain()).toEqual({ b: record })
  })
})

describe('a journal that cannot be read', () => {
  it('is as good as none the second time, and records are written again', async () => {
    await records.set('a', record)
    platform.files.readText = () => Promise.reject(new Error('damaged'))
    const next = recordsOf({ ...platform, slots: { running: 0, waiting: new Set() } }, folder)
    await expect(next.open()).rejects.toThrow('damaged')
    await next.open()
    expect([...next.all().keys()]).toEqual([])
    await expect(next.set('b', newer)).resolves.toBeUndefined()
  })

  it('is not taken for lost the first time', async () => {
    await records.set('a', record)
    const { readText } = platform.files
    platform.files.readText = () => Promise.reject(new Error('busy'))
    const next = recordsOf({ ...platform, slots: { running: 0, waiting: new Set() } }, folder)
    await expect(next.open()).rejects.toThrow('busy')
    platform.files.readText = readText
    await next.open()
    expect(Object.fromEntries(next.all())).toEqual({ a: record })
  })
})
