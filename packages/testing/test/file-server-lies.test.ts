import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectBytes } from '../src/expect-bytes.js'
import { fileBytes } from '../src/file-bytes.js'
import { type FileServer, startFileServer } from '../src/file-server.js'

// Over real sockets: how the server uses them is a part of what is tested. Nothing here waits for a time.
let server: FileServer
beforeAll(async () => {
  server = await startFileServer()
})
afterAll(() => server.close())

const size = 1000
const ask = (knobs: Record<string, string | number>, headers: Record<string, string> = {}) =>
  fetch(server.url('/file', { size, ...knobs }), { headers: { range: 'bytes=100-199', ...headers } })
/** Status, `Content-Range`, `Content-Length`, and where the bytes are from. */
const described = async (response: Response) => {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const from = (offset: number) => Buffer.compare(bytes, fileBytes(bytes.length, { offset })) === 0
  const { headers, status } = response
  return {
    status,
    contentRange: headers.get('content-range'),
    length: headers.get('content-length'),
    offset: [0, 100, 101].find(from),
  }
}

describe('a server that lies about ranges', () => {
  it.each([
    ['start', 'bytes 101-199/1000', 99, 101],
    ['total', 'bytes 100-199/1001', 100, 100],
    ['short', 'bytes 100-199/1000', 99, 100],
    ['missing', null, 100, 100],
    ['end', 'bytes 100-149/1000', 50, 100],
    ['whole', 'bytes 100-199/1000', 1000, 0],
  ])('%s: has %s, %i bytes from %i on', async (lie, contentRange, length, offset) => {
    const answer = await described(await ask({ lie }))
    expect(answer).toEqual({ status: 206, contentRange, length: String(length), offset })
    expect(server.requests.at(-1)?.contentRange ?? null).toBe(contentRange)
  })

  it('lies about nothing but ranges', async () => {
    const response = await fetch(server.url('/file', { size, lie: 'start' }))
    expect(await described(response)).toEqual({ status: 200, contentRange: null, length: '1000', offset: 0 })
  })

  it.each([
    ['start', 'bytes=100-100', 'bytes 101-101/1000'],
    ['start', 'bytes=999-', 'bytes 999-999/1000'],
    ['end', 'bytes=100-100', 'bytes 100-100/1000'],
    ['end', 'bytes=100-102', 'bytes 100-101/1000'],
  ])('%s of %s is %s', async (lie, range, contentRange) => {
    expect((await ask({ lie }, { range })).headers.get('content-range')).toBe(contentRange)
  })

  it('names the lies that it knows', async () => {
    const response = await ask({ lie: 'all' })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(
      'lie: expected one of start, total, short, missing, end, whole, got "all"',
    )
  })
})

describe('a server that minds ranges in its own way', () => {
  it('compresses ranged answers by themselves', async () => {
    const ranged = await ask({ gzip: 'ranges', size: 100_000 }, { range: 'bytes=1000-90999' })
    expect([ranged.status, ranged.headers.get('content-encoding')]).toEqual([206, 'gzip'])
    expect(ranged.headers.get('content-range')).toBe('bytes 1000-90999/100000')
    expect(Number(ranged.headers.get('content-length'))).toBe(server.requests.at(-1)?.bytesSent)
    expectBytes(new Uint8Array(await ranged.arrayBuffer()), fileBytes(90_000, { offset: 1000 }))
    const whole = await fetch(server.url('/file', { gzip: 'ranges', size: 100_000 }))
    expect([whole.headers.get('content-encoding'), whole.headers.get('content-length')]).toEqual([
      null,
      '100000',
    ])
  })

  it('honours a range whatever If-Range says', async () => {
    const headers = { 'if-range': '"another"' }
    expect((await ask({}, headers)).status).toBe(200)
    expect((await ask({ ifRange: 'ignored' }, headers)).status).toBe(206)
  })

  it('answers ranges with 416, as past the end', async () => {
    const response = await ask({ rangeStatus: 416 })
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */1000'])
    expect(await response.text()).toBe('')
    expect((await fetch(server.url('/file', { rangeStatus: 416 }))).status).toBe(200)
  })

  it('answers ranges with an error page', async () => {
    const forbidden = await ask({ rangeStatus: 403 })
    expect(forbidden.status).toBe(403)
    expect(await forbidden.text()).toContain('error page')
  })
})
