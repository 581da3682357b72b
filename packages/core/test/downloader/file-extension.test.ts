import { describe, expect, it } from 'vitest'
import { fileExtension as extensionOf } from '../../src/downloader/file-name.js'

const url = 'https://example.com/file'

/** Of a content type and a temporary file only. */
function fileExtension(type: string | undefined, tempFilePath?: string): string {
  return extensionOf(type === undefined ? {} : { 'content-type': type }, url, tempFilePath)
}

describe('the extension of a file', () => {
  it.each([
    ['image/jpeg', '.jpg'],
    ['image/jpg', '.jpg'],
    ['image/pjpeg', '.jpg'],
    ['image/png', '.png'],
    ['image/x-png', '.png'],
    ['image/gif', '.gif'],
    ['image/webp', '.webp'],
    ['image/svg+xml', '.svg'],
    ['image/bmp', '.bmp'],
    ['image/x-ms-bmp', '.bmp'],
    ['image/avif', '.avif'],
    ['image/heic', '.heic'],
    ['image/heif', '.heic'],
    ['image/x-icon', '.ico'],
    ['image/vnd.microsoft.icon', '.ico'],
    ['audio/mpeg', '.mp3'],
    ['audio/mp3', '.mp3'],
    ['audio/mp4', '.m4a'],
    ['audio/x-m4a', '.m4a'],
    ['audio/aac', '.aac'],
    ['audio/x-aac', '.aac'],
    ['audio/wav', '.wav'],
    ['audio/wave', '.wav'],
    ['audio/x-wav', '.wav'],
    ['audio/vnd.wave', '.wav'],
    ['audio/ogg', '.ogg'],
    ['video/ogg', '.ogg'],
    ['application/ogg', '.ogg'],
    ['audio/amr', '.amr'],
    ['video/mp4', '.mp4'],
    ['video/quicktime', '.mov'],
    ['video/webm', '.webm'],
    ['application/pdf', '.pdf'],
    ['application/msword', '.doc'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.docx'],
    ['application/vnd.ms-excel', '.xls'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '.xlsx'],
    ['application/vnd.ms-powerpoint', '.ppt'],
    ['application/vnd.openxmlformats-officedocument.presentationml.presentation', '.pptx'],
    ['application/zip', '.zip'],
    ['application/x-zip-compressed', '.zip'],
    ['application/json', '.json'],
    ['text/plain', '.txt'],
    ['text/html', '.html'],
    ['text/csv', '.csv'],
    ['application/wasm', '.wasm'],
    ['font/ttf', '.ttf'],
    ['application/x-font-ttf', '.ttf'],
    ['font/woff', '.woff'],
    ['application/font-woff', '.woff'],
    ['font/woff2', '.woff2'],
  ])('of %s is %s', (type, extension) => {
    expect(fileExtension(type)).toBe(extension)
  })

  it('is that of the type whatever its case and parameters', () => {
    expect(fileExtension('IMAGE/PNG')).toBe('.png')
    expect(fileExtension('text/html; charset=utf-8')).toBe('.html')
    expect(fileExtension('text/html ;charset="a;b"')).toBe('.html')
  })

  it('is that of the type before that of the temporary file', () => {
    expect(fileExtension('image/png', 'tmp/a.jpg')).toBe('.png')
  })

  it.each(['', 'application/octet-stream', 'image/', 'image', 'image/pngx', 'ximage/png', 'png'])(
    'is that of the temporary file where the type is %j',
    (type) => {
      expect(fileExtension(type, 'wxfile://tmp_abc.png')).toBe('.png')
    },
  )

  it('is that of the temporary file where there is no type', () => {
    expect(fileExtension(undefined, 'http://tmp/abc.MP4')).toBe('.mp4')
  })

  it.each([
    undefined,
    '',
    'tmp/abc',
    'tmp/abc.',
    'tmp/abc.exe',
    'tmp/png',
    'tmp/.png/abc',
    'tmp/abc.png/..',
    'tmp/abc.png?x',
    'tmp/abc.png ',
    'tmp/abc.constructor',
    'tmp/abc.__proto__',
    'tmp/abc.toString',
  ])('is none where the temporary file is %j', (path) => {
    expect(fileExtension('application/octet-stream', path)).toBe('')
  })

  it.each([
    'constructor',
    '__proto__',
    'image/../../png',
    'image/png/../../a',
    '../image/png',
    'image/png\n/../a',
    'image/png, image/gif',
    '\0',
  ])('takes nothing from the type %j', (type) => {
    expect(fileExtension(type)).toBe('')
  })

  it('is one of a list, whatever a server sends', () => {
    expect(fileExtension('text/plain;/../a')).toBe('.txt')
    expect(fileExtension(';image/png', '../../a.png')).toBe('.png')
  })
})

describe('where the type says little, the extension is that of the name', () => {
  const docx = 'attachment; filename="a.docx"'

  it.each<[type: string | undefined, name: string, extension: string]>([
    ['application/zip', 'a.docx', '.docx'],
    ['application/x-zip-compressed', 'a.xlsx', '.xlsx'],
    ['application/zip', 'a.pptx', '.pptx'],
    ['application/msword', 'a.docx', '.docx'],
    ['application/vnd.ms-excel', 'a.xlsx', '.xlsx'],
    ['application/vnd.ms-excel', 'a.csv', '.csv'],
    ['application/vnd.ms-powerpoint', 'a.pptx', '.pptx'],
    ['text/plain', 'a.csv', '.csv'],
    ['application/octet-stream', 'a.pdf', '.pdf'],
    ['binary/octet-stream', 'a.doc', '.doc'],
    ['application/x-msdownload', 'a.PDF', '.pdf'],
    ['application/force-download', 'a.mp4', '.mp4'],
    [undefined, 'a.pdf', '.pdf'],
    ['', 'a.b.pdf', '.pdf'],
  ])('%s with %s is %s, by Content-Disposition and by the url', (type, name, extension) => {
    const header = type === undefined ? {} : { 'content-type': type }
    const disposition = { ...header, 'content-disposition': `attachment; filename="${name}"` }
    expect(extensionOf(disposition, url, 'tmp/a.bin')).toBe(extension)
    expect(extensionOf(header, `https://example.com/x/${name}?sign=a.png#b.gif`, 'tmp/a.bin')).toBe(extension)
  })

  it.each([
    ['application/pdf', '.pdf'],
    ['image/png', '.png'],
    ['video/mp4', '.mp4'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '.xlsx'],
  ])('%s says enough', (type, extension) => {
    expect(extensionOf({ 'content-type': type, 'content-disposition': docx }, url)).toBe(extension)
  })

  it.each([
    ['application/zip', '.pdf', '.zip'],
    ['application/zip', '.zip', '.zip'],
    ['application/msword', '.xlsx', '.doc'],
    ['application/vnd.ms-excel', '.exe', '.xls'],
  ])('%s is not what is called %s', (type, name, extension) => {
    expect(extensionOf({ 'content-type': type }, `https://example.com/a${name}`)).toBe(extension)
  })

  it.each([
    'attachment; filename=a.docx',
    'attachment;filename="a;b.docx"',
    'inline; FILENAME = "a.DOCX" ; size=5',
    "attachment; filename*=UTF-8''%e6%8a%a5.docx",
    'attachment; filename="报告.docx"; filename*=UTF-8\'\'%E6%8A%A5%E5%91%8A.docx',
  ])('%s names a docx', (disposition) => {
    expect(extensionOf({ 'content-disposition': disposition }, 'https://example.com/a.pdf')).toBe('.docx')
  })

  it.each([
    'attachment',
    'filename',
    'attachment; filename="a"',
    'attachment; filename="a.docx/.."',
    'x.docx',
  ])('%s names nothing, and the url counts', (disposition) => {
    expect(extensionOf({ 'content-disposition': disposition }, 'https://example.com/a.pdf')).toBe('.pdf')
  })

  it.each([
    'https://example.png',
    'https://example.com',
    'https://example.com/a.exe',
    'data:image/png;base64,a.png',
  ])('the url %s names nothing, and the temporary file counts', (place) => {
    expect(extensionOf({}, place, 'tmp/a.mp3')).toBe('.mp3')
  })
})
