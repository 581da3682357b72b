import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectBytes } from '../src/expect-bytes.js'
import { fileBytes } from '../src/file-bytes.js'
import { type FileServer, startFileServer } from '../src/file-server.js'
import { watchMemory } from '../src/memory-watch.js'

// Over real sockets: how the server uses them is what these tests are about. Nothing here looks at a clock.
let server: FileServer
beforeAll(async () => {
  server = await startFileServer()
})
afterAll(() => server.close())

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())
const lastRequest = () => server.requests[server.requests.length - 1]

describe('file server', () => {
  it('gives the same bytes for the same seed and others for another', async () => {
    const first = await bytesOf(await fetch(server.url('/file', { size: 5000, seed: 3 })))
    expect(first).toEqual(fileBytes(5000, { seed: 3 }))
    expect(first).not.toEqual(fileBytes(5000, { seed: 4 }))
  })

  it('makes any part of a file without the rest', () => {
    const whole = fileBytes(10_000, { seed: 9 })
    expect(fileBytes(100, { seed: 9, offset: 7000 })).toEqual(whole.slice(7000, 7100))
    expect(new Set(whole).size).toBeGreaterThan(250)
  })

  it('answers a range with 206 and its Content-Range', async () => {
    const response = await fetch(server.url('/file', { size: 1000 }), { headers: { range: 'bytes=100-199' } })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe('bytes 100-199/1000')
    expect(response.headers.get('content-length')).toBe('100')
    expect(await bytesOf(response)).toEqual(fileBytes(100, { offset: 100 }))
  })

  it.each([
    ['bytes=900-', 'bytes 900-999/1000'],
    ['bytes=-10', 'bytes 990-999/1000'],
    ['bytes=990-5000', 'bytes 990-999/1000'],
  ])('understands %s', async (range, expected) => {
    const response = await fetch(server.url('/file', { size: 1000 }), { headers: { range } })
    expect(response.headers.get('content-range')).toBe(expected)
  })

  it('answers 416 past the end', async () => {
    const response = await fetch(server.url('/file', { size: 1000 }), { headers: { range: 'bytes=1000-' } })
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe('bytes */1000')
  })

  it('sends the whole file where If-Range names another version', async () => {
    const range = 'bytes=0-9'
    const url = server.url('/file', { size: 1000 })
    const etag = (await fetch(url, { method: 'HEAD' })).headers.get('etag') ?? ''
    const status = async (target: string, headers: Record<string, string>) =>
      (await fetch(target, { headers })).status
    expect(await status(url, { range, 'if-range': etag })).toBe(206)
    expect(await status(url, { range, 'if-range': '"other"' })).toBe(200)
    expect(await status(url, { range, 'if-range': `W/${etag}` })).toBe(200)
  })

  it('answers 304 for a validator that still holds', async () => {
    const url = server.url('/file', { size: 10, etag: '"v1"' })
    expect((await fetch(url, { headers: { 'if-none-match': '"v1"' } })).status).toBe(304)
    expect((await fetch(url, { headers: { 'if-none-match': '"v0"' } })).status).toBe(200)
  })

  it('leaves out the length, or counts the compressed bytes', async () => {
    const chunked = await fetch(server.url('/file', { size: 1000, length: 'no' }))
    expect(chunked.headers.get('content-length')).toBeNull()
    expect(await bytesOf(chunked)).toHaveLength(1000)
    const gzip = await fetch(server.url('/file', { size: 100_000, gzip: 1 }))
    expect(gzip.headers.get('content-encoding')).toBe('gzip')
    expect(Number(gzip.headers.get('content-length'))).not.toBe(100_000)
    expectBytes(await bytesOf(gzip), fileBytes(100_000))
  })

  it('cuts the connection after the asked number of bytes', async () => {
    const response = await fetch(server.url('/file', { size: 500_000, reset: 100_000 }))
    const reader = response.body?.getReader()
    let received = 0
    const readAll = async () => {
      for (;;) {
        const piece = await reader?.read()
        if (piece === undefined || piece.done) return
        received += piece.value.length
      }
    }
    await expect(readAll()).rejects.toThrow()
    expect(received).toBe(100_000)
  })

  it('streams 200 MB without holding them', async () => {
    const size = 200 * 1024 * 1024
    const memory = watchMemory()
    let received = 0
    const response = await fetch(server.url('/file', { size }))
    for await (const piece of response.body ?? []) {
      received += piece.length
      memory.look()
    }
    expect(received).toBe(size)
    expect(memory.rise).toBeLessThan(120 * 1024 * 1024)
  })

  it('redirects as often as asked and ends at the target', async () => {
    const response = await fetch(server.url('/redirect', { times: 3, to: '/图片/你好.txt' }))
    expect(await response.text()).toBe('/图片/你好.txt\n')
    expect(server.requests.slice(-4).map((request) => request.status)).toEqual([302, 302, 302, 200])
  })

  it('serves Chinese paths', async () => {
    const response = await fetch(`${server.origin}/图片/你好.txt`)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toBe('/图片/你好.txt\n')
  })

  it('echoes the request and logs it', async () => {
    const echo = await (await fetch(server.url('/echo'), { headers: { 'x-test': '1' } })).json()
    expect(echo).toMatchObject({ method: 'GET', headers: { 'x-test': '1' } })
    expect(lastRequest()).toMatchObject({ path: '/echo', status: 200, closedEarly: false })
  })

  it('answers any status with a page, and a file with any status', async () => {
    const missing = await fetch(server.url('/status/404'))
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('error page')
    const busy = await fetch(server.url('/file', { size: 3, status: 503, header: 'Retry-After: 7' }))
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '7'])
    expect((await fetch(server.url('/nothing'))).status).toBe(404)
  })

  it('never answers /never, and notices that the client left', async () => {
    const controller = new AbortController()
    const pending = fetch(server.url('/never'), { signal: controller.signal })
    while (lastRequest()?.path !== '/never') await new Promise(setImmediate)
    const request = lastRequest()
    controller.abort()
    await expect(pending).rejects.toThrow()
    while (request?.closedEarly !== true) await new Promise(setImmediate)
    expect(request.status).toBe(0)
  })

  it('names a knob that cannot be read', async () => {
    const response = await fetch(server.url('/file', { size: 'big' }))
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('size: expected a whole number from 0 on, got "big"')
  })

  it('draws pictures that differ by seed and keeps their knobs', async () => {
    const url = (seed: number) => server.url('/image', { seed, width: 64, height: 40 })
    const first = await fetch(url(1))
    expect(first.headers.get('content-type')).toBe('image/png')
    const pixels = Buffer.from(await first.arrayBuffer())
    expect([pixels.readUInt32BE(16), pixels.readUInt32BE(20)]).toEqual([64, 40])
    expect(pixels.subarray(1, 4).toString()).toBe('PNG')
    expect(Buffer.from(await (await fetch(url(2))).arrayBuffer()).equals(pixels)).toBe(false)
    expect((await fetch(url(1), { headers: { range: 'bytes=0-7' } })).status).toBe(206)
  })

  it('lets every page of every origin in', async () => {
    const response = await fetch(server.url('/file'), {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'range' },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toBe('range')
    expect((await fetch(server.url('/file'))).headers.get('access-control-expose-headers')).toBe('*')
  })
})
