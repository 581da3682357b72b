import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileBytes } from '../src/file-bytes.js'
import { type FileServer, startFileServer } from '../src/file-server.js'

// Over real sockets: how the server uses them is a part of what is tested. Nothing here waits for a time.
let server: FileServer
beforeAll(async () => {
  server = await startFileServer()
})
afterAll(() => server.close())

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())
const etagOf = (response: Response) => response.headers.get('etag')
const statusOf = async (url: string, headers: Record<string, string>) =>
  (await fetch(url, { headers })).status

describe('a file that changes', () => {
  it('is another one after so many requests: bytes, tag and date', async () => {
    const url = server.url('/file', { size: 100, seed: 5, changeAfter: 2 })
    const [first, second, third, fourth] = [
      await fetch(url),
      await fetch(url),
      await fetch(url),
      await fetch(url),
    ]
    const dates = [first, second, third, fourth].map(({ headers }) => headers.get('last-modified'))
    expect(dates.map((date) => date?.slice(0, 7))).toEqual(['Sat, 03', 'Sat, 03', 'Sun, 04', 'Sun, 04'])
    expect(etagOf(second)).toBe(etagOf(first))
    expect(etagOf(third)).not.toBe(etagOf(first))
    expect(etagOf(fourth)).toBe(etagOf(third))
    expect(await bytesOf(second)).toEqual(fileBytes(100, { seed: 5 }))
    expect(await bytesOf(third)).toEqual(fileBytes(100, { seed: 1005 }))
  })

  it('is sent whole where If-Range names the earlier version', async () => {
    const url = server.url('/file', { size: 100, changeAfter: 2, etag: 'W/"x"' })
    const strong = server.url('/file', { size: 100, changeAfter: 2, etag: '"x"' })
    const condition = { range: 'bytes=50-', 'if-range': '"x"' }
    expect([await statusOf(strong, condition), await statusOf(strong, condition)]).toEqual([206, 206])
    const changed = await fetch(strong, { headers: condition })
    expect([changed.status, etagOf(changed)]).toEqual([200, '"x-changed"'])
    await fetch(url)
    await fetch(url)
    expect(etagOf(await fetch(url))).toBe('W/"x-changed"')
  })
})

describe('validators', () => {
  it('that are weak never hold for If-Range, and do for If-None-Match', async () => {
    const url = server.url('/file', { size: 100, etag: 'W/"x"' })
    const range = 'bytes=50-'
    expect(etagOf(await fetch(url))).toBe('W/"x"')
    expect(await statusOf(url, { range, 'if-range': 'W/"x"' })).toBe(200)
    expect(await statusOf(url, { range, 'if-range': '"x"' })).toBe(200)
    expect(await statusOf(url, { range })).toBe(206)
    expect(await statusOf(url, { 'if-none-match': 'W/"x"' })).toBe(304)
    expect(await statusOf(url, { 'if-none-match': '"y", "x"' })).toBe(304)
  })

  it('hold for If-Range as a date too, and come with the date of the answer', async () => {
    const url = server.url('/file', { size: 100 })
    const { headers } = await fetch(url)
    const condition = { range: 'bytes=50-', 'if-range': headers.get('last-modified') ?? '' }
    expect(await statusOf(url, condition)).toBe(206)
    // Node takes the time from a clock of its own, which tests cannot set.
    expect(Math.abs(Date.parse(headers.get('date') ?? '') - Date.now())).toBeLessThan(60_000)
    const dated = server.url('/file', { header: 'Date: Sat, 03 Jan 2026 08:00:30 GMT' })
    expect((await fetch(dated)).headers.get('date')).toBe('Sat, 03 Jan 2026 08:00:30 GMT')
  })
})
