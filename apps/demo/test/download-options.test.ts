import { expect, test } from 'vitest'
import { fileNameFor, type OptionFields, readOptions } from '../src/download-options.js'

const empty: OptionFields = {
  saveToFile: false,
  timeout: '',
  headerName: '',
  headerValue: '',
  switches: [],
}

test('leaves out what was left empty', () => {
  expect(readOptions('https://a.example/b', empty, 'wxfile://usr')).toEqual({ url: 'https://a.example/b' })
})

test('passes on every option that differs from the default', () => {
  const fields: OptionFields = {
    saveToFile: true,
    timeout: '1500',
    headerName: 'X-Token',
    headerValue: 'abc',
    switches: [
      { name: 'enableProfile', on: true },
      { name: 'enableHttp2', on: false },
      { name: 'enableQuic', on: true },
    ],
  }
  expect(readOptions('https://a.example/b.zip?c', fields, 'wxfile://usr')).toEqual({
    url: 'https://a.example/b.zip?c',
    filePath: 'wxfile://usr/download-b.zip',
    timeout: 1500,
    header: { 'X-Token': 'abc' },
    enableQuic: true,
  })
})

test('hands a timeout that is no number to the library, which names the field', () => {
  expect(readOptions('https://a.example/b', { ...empty, timeout: 'soon' }, 'wxfile://usr').timeout).toBeNaN()
})

test.each([
  ['http://a.example/图片/你好.txt', 'download--.txt'],
  ['http://a.example/image?x=/y.png', 'download-image'],
  ['http://a.example/', 'download'],
  ['data:image/png;base64,AAAA/BBBB==', 'download-BBBB-'],
])('names the file of %s as %s', (url, name) => {
  expect(fileNameFor(url)).toBe(name)
})
