import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FileServer, startFileServer } from '../src/file-server.js'

// Over real sockets: how the server uses them is a part of what is tested. Nothing here waits for a time.
let server: FileServer
beforeAll(async () => {
  server = await startFileServer()
})
afterAll(() => server.close())

const etagOf = (response: Response) => response.headers.get('etag')
const statusOf = async (url: string, headers: Record<string, string>) =>
  (await fetch(url, { headers })).status

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
