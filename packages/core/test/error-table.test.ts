import { describe, expect, it } from 'vitest'
import { createFailureReader, type ErrorRow } from '../src/index.js'

const table: readonly ErrorRow[] = [
  ['aborted', /^9 |\babort/i],
  ['too-many', /^20 https/],
  ['invalid-argument', /^20 /],
  ['timeout', /timeout/],
]

const readFailure = createFailureReader(table, ({ number, words }) => [number, words])

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

  it('is unknown where no row matches', () => {
    expect(classify(99, 'downloadFile:fail odd').code).toBe('unknown')
  })

  it('is not named by a number within a longer one, or within the words', () => {
    expect(classify(209, '20 things, 9 of them').code).toBe('unknown')
  })

  it.each([
    'downloadFile:fail permission denied, open "wxfile://usr/abort.zip"',
    'downloadFile:fail no such file wxfile://usr/timeout/a',
    'downloadFile:fail odd https://example.com/abort?timeout',
    'downloadFile:fail odd timeout.example.com:443',
  ])('is not named by a path or url: %s', (words) => {
    expect(classify(undefined, words).code).toBe('unknown')
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
    expect(classify('9', 'downloadFile:fail').errno).toBeUndefined()
  })
})
