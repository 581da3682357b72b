import { describe, expect, it } from 'vitest'
import { fileNameOf, freeName } from '../../src/downloader/file-name.js'

const url = 'https://example.com/files/report.pdf?signature=x'

describe('what a file is called', () => {
  it.each([
    ['by a quoted name', 'attachment; filename="my report.pdf"', 'my report.pdf'],
    ['by a name without quotes', 'attachment; filename=report-2.pdf', 'report-2.pdf'],
    [
      'by an extended name, which wins',
      `attachment; filename="a.pdf"; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf`,
      '报告.pdf',
    ],
    [
      'by an extended name in ISO 8859-1',
      "attachment; filename*=iso-8859-1'en'%A3%20rates.txt",
      '£ rates.txt',
    ],
    ['by a name that was escaped', 'attachment; filename="%E6%8A%A5%E5%91%8A.pdf"', '报告.pdf'],
    [
      'by a name whose bytes were handed over one by one',
      'attachment; filename="æ\u008a¥å\u0091\u008a.pdf"',
      '报告.pdf',
    ],
    ['by a name with quotes in it', 'attachment; filename="a \\"b\\".pdf"', 'a _b_.pdf'],
    ['without the folders of a name', 'attachment; filename="../../etc/passwd.txt"', 'passwd.txt'],
    [
      'without the folders of a name, though a line break stands before them',
      "attachment; filename*=UTF-8''x%0A%2F..%2F..%2Fpasswd.txt",
      'passwd.txt',
    ],
    [
      'without the folders of an escaped name, though a line break stands before them',
      'attachment; filename="x%0D%0A/../passwd.txt"',
      'passwd.txt',
    ],
    ['without line separators', 'attachment; filename="a\u2028b\u2029c.png"', 'abc.png'],
    ['without the folders of Windows', 'attachment; filename="C:\\\\temp\\\\a.doc"', 'a.doc'],
    ['without a dot at the beginning', 'attachment; filename=".hidden.png"', 'hidden.png'],
    ['without control characters', 'attachment; filename="a\u0000b\u202ec.png"', 'abc.png'],
    ['without what ends a line', "attachment; filename*=UTF-8''a%E2%80%A8b%E2%80%A9.pdf", 'ab.pdf'],
    ['without dots and spaces at its ends', 'attachment; filename=".. a b.pdf. ."', 'a b.pdf'],
    ['without the name of a device', 'attachment; filename="con.pdf"', '_con.pdf'],
    ['without the name of a numbered device', 'attachment; filename="COM1.pdf"', '_COM1.pdf'],
    ['without the name of a printer', 'attachment; filename="lpt9.pdf"', '_lpt9.pdf'],
    ['with a name that only ends like that of a device', 'attachment; filename="icon.png"', 'icon.png'],
    ['with a name that only begins like that of a device', 'attachment; filename="com.pdf"', 'com.pdf'],
    ['by an extended name with spaces about it', "attachment; filename* = UTF-8''a%20b.pdf", 'a b.pdf'],
    ['by an extended name in something like UTF-8', "attachment; filename*=utf-80''%A3.txt", '£.txt'],
    ['by an extended name in something else that ends so', "attachment; filename*=x-utf-8''%A3.txt", '£.txt'],
    ['by the url, where the name is nothing', 'attachment; filename=".."', 'report.pdf'],
    ['by the url', 'inline', 'report.pdf'],
  ])('%s', (_name, disposition, expected) => {
    expect(fileNameOf({ 'content-disposition': disposition }, url)).toBe(expected)
  })

  it.each([
    ['https://example.com/%E6%8A%A5%E5%91%8A.pdf', '报告.pdf'],
    ['http://example.com/b.pdf', 'b.pdf'],
    ['https://example.com/a%2Fb.pdf', 'b.pdf'],
    ['https://example.com/x%0A%2F..%2F..%2Fb.pdf', 'b.pdf'],
    ['https://example.com/%zz.pdf', '%zz.pdf'],
    ['https://example.com/', 'download'],
    ['https://example.com', 'download'],
    ['https://example.com/?file=a.pdf', 'download'],
    ['data:text/plain,a', 'download'],
    ['data:text/plain,https://example.com/b.pdf', 'download'],
  ])('is by the url %s: %s', (given, expected) => {
    expect(fileNameOf({}, given)).toBe(expected)
  })

  it('has an extension by what it is, where it has none', () => {
    expect(fileNameOf({ 'content-type': 'image/png' }, 'https://example.com/a')).toBe('a.png')
    expect(fileNameOf({ 'content-type': 'image/png' }, 'https://example.com/a.jpg')).toBe('a.jpg')
    for (const name of ['a', 'pdf']) {
      const header = { 'content-type': 'application/octet-stream' }
      expect(fileNameOf(header, `https://example.com/${name}`)).toBe(name)
    }
    const disposition = 'attachment; filename="report.2024 final"'
    expect(fileNameOf({ 'content-type': 'application/pdf', 'content-disposition': disposition }, url)).toBe(
      'report.2024 final.pdf',
    )
    expect(fileNameOf({ 'content-type': 'image/png' }, 'https://example.com/con')).toBe('_con.png')
  })

  it('is no longer than a host takes, and keeps its extension and its characters', () => {
    const name = fileNameOf({ 'content-disposition': `attachment; filename="${'报'.repeat(200)}.pdf"` }, url)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240)
    expect(name).toMatch(/^报+\.pdf$/)
  })
})

describe('a name that is taken', () => {
  it('gets a number, the first that is free', () => {
    expect(freeName('a.pdf', [])).toBe('a.pdf')
    expect(freeName('a.pdf', ['a.pdf'])).toBe('a (1).pdf')
    expect(freeName('a.pdf', ['A.PDF', 'a (1).pdf'])).toBe('a (2).pdf')
    expect(freeName('a', ['a'])).toBe('a (1)')
  })
})
