import { describe, expect, it } from 'vitest'
import { createFailureReader, type ErrorRow } from '../../src/index.js'

const table: readonly ErrorRow[] = [
  ['aborted', /^9 /],
  ['too-many', /^20 https/],
  ['invalid-argument', /^20 /],
  ['http-status', /^19 /],
  ['interrupted', /suspend/],
]
const general: readonly ErrorRow[] = [['network', /^12 /]]

const readFailure = createFailureReader(table, ({ number, words }) => [number, words], general)

function classify(number: unknown, words: unknown, url = 'https://example.com') {
  return readFailure('downloadFile', { number, words }, url)
}

describe('a failure', () => {
  it('is named by its number', () => {
    expect(classify(9, 'whatever')).toMatchObject({ code: 'aborted', errno: 9 })
  })

  it('is named by its words where it has no number', () => {
    expect(classify(undefined, 'downloadFile:fail timeout')).toMatchObject({
      code: 'timeout',
      errno: undefined,
    })
  })

  it('is named by the first row that matches', () => {
    expect(classify(20, 'downloadFile:fail timeout').code).toBe('too-many')
    expect(classify(20, 'downloadFile:fail timeout', 'http://example.com').code).toBe('invalid-argument')
  })

  it('is named by the words of its own host before those of the systems below', () => {
    expect(classify(undefined, 'downloadFile:fail network suspend').code).toBe('interrupted')
  })

  it('is named by a limit of storage in its words before any number', () => {
    expect(classify(9, 'downloadFile:fail no space left on device').code).toBe('storage-full')
  })

  it('is named by a number that says nothing only where its words say nothing', () => {
    expect(classify(12, 'downloadFile:fail odd').code).toBe('network')
    expect(classify(12, 'downloadFile:fail timeout').code).toBe('timeout')
  })

  it('has the words of the systems below without a table as well', () => {
    const read = createFailureReader([], ({ words }) => [undefined, words])
    expect(read('downloadFile', { words: 'timeout' }).code).toBe('timeout')
  })

  it('is unknown where no row matches', () => {
    expect(classify(99, 'downloadFile:fail odd').code).toBe('unknown')
  })

  it('is not named by a number within a longer one, or within the words', () => {
    expect(classify(209, '20 things, 9 of them').code).toBe('unknown')
  })

  it.each([
    'downloadFile:fail odd, open "wxfile://usr/timeout.zip"',
    'downloadFile:fail no file wxfile://usr/timeout/a',
    'downloadFile:fail no file /storage/emulated/0/timeout/a',
    "downloadFile:fail no file '/data/network'",
    'downloadFile:fail odd https://example.com/abort?timeout',
    'downloadFile:fail odd timeout.example.com:443',
    'downloadFile:fail odd "a network timeout" there',
    'downloadFile:fail odd proxy://a',
    `downloadFile:fail ${'odd '.repeat(100)} timeout`,
  ])('is not named by a path or url: %s', (words) => {
    expect(classify(undefined, words).code).toBe('unknown')
  })

  it('is named by the name of a Java exception, which looks like a file', () => {
    expect(classify(undefined, 'java.net.SocketTimeoutException').code).toBe('timeout')
  })

  it.each([
    [19, 'http status error', undefined],
    [19, 'http status error 403', 403],
    [12, 'HTTP 503', 503],
    [undefined, 'HTTP 503', 503],
  ])('%s %s has the status %s', (number, words, statusCode) => {
    expect(classify(number, words)).toMatchObject({ code: 'http-status', statusCode })
  })

  it('of another kind has no status', () => {
    expect(classify(9, 'HTTP 503')).toMatchObject({ code: 'aborted', statusCode: undefined })
  })

  it.each([
    ['downloadFile:fail odd', 'downloadFile:fail odd'],
    ['saveFile:fail odd', 'saveFile:fail odd'],
    ['下载失败', 'downloadFile:fail 下载失败'],
    [undefined, 'downloadFile:fail without a reason'],
    ['', 'downloadFile:fail without a reason'],
    [null, 'downloadFile:fail without a reason'],
  ])('that says %j reads %j', (words, errMsg) => {
    expect(classify(1, words).errMsg).toBe(errMsg)
  })

  it('keeps the object of the host', () => {
    const native = { number: 9 }
    expect(readFailure('downloadFile', native, '').native).toBe(native)
  })

  it('has no number where the host gives something else', () => {
    expect(classify('9', 'downloadFile:fail odd')).toMatchObject({ code: 'unknown', errno: undefined })
  })

  it.each([
    ['空間不足', 'storage-full'],
    ['a size that is over the limit', 'too-large'],
    ['超过了允许的大小', 'too-large'],
    ['任务已存在', 'too-many'],
    ['任务达到上限', 'too-many'],
    ['存储失败', 'file-system'],
    ['the server sent 500kb', 'network'],
    ['odd', 'unknown'],
  ])('that says %s is %s', (words, code) => {
    expect(classify(undefined, words).code).toBe(code)
  })
})
