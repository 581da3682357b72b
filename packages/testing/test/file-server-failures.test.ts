import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileBytes } from '../src/file-bytes.js'
import { type FileServer, startFileServer } from '../src/file-server.js'
import { readUntilBroken } from './read-until-broken.js'

// Over real sockets: how the server uses them is a part of what is tested. Nothing here waits for a time.
let server: FileServer
beforeAll(async () => {
  server = await startFileServer()
})
afterAll(() => server.close())

const lastRequest = () => server.requests[server.requests.length - 1]
const statusesOf = async (url: string, count: number) => {
  const statuses: number[] = []
  for (let index = 0; index < count; index++) statuses.push((await fetch(url)).status)
  return statuses
}

describe('a server that fails at first', () => {
  it('answers so many requests with 503 and a page, then with the file', async () => {
    const url = server.url('/file', { size: 100, fail: 2 })
    const first = await fetch(url)
    expect([first.status, first.headers.get('retry-after'), first.headers.get('etag')]).toEqual([
      503,
      null,
      null,
    ])
    expect(first.headers.get('content-type')).toContain('text/html')
    expect(await first.text()).toContain('error page')
    expect(await statusesOf(url, 3)).toEqual([503, 200, 200])
    expect(server.requests.slice(-4).map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4])
  })

  it('takes another status, and the text of Retry-After', async () => {
    const url = server.url('/file', { fail: 1, status: 429, retryAfter: 'Sat, 03 Jan 2026 08:00:05 GMT' })
    const first = await fetch(url)
    expect(first.status).toBe(429)
    expect(first.headers.get('retry-after')).toBe('Sat, 03 Jan 2026 08:00:05 GMT')
    const second = await fetch(url)
    expect([second.status, second.headers.get('retry-after')]).toEqual([200, null])
  })

  it('sends Retry-After with every other failing status as well', async () => {
    const retryAfter = async (target: string, headers = {}) =>
      (await fetch(target, { headers })).headers.get('retry-after')
    expect(await retryAfter(server.url('/status/429', { retryAfter: 7 }))).toBe('7')
    expect(await retryAfter(server.url('/file', { status: 503, retryAfter: 8 }))).toBe('8')
  })

  it('counts by exact address', async () => {
    expect(await statusesOf(server.url('/file', { fail: 1, name: 'a' }), 2)).toEqual([503, 200])
    expect(await statusesOf(server.url('/file', { fail: 1, name: 'b' }), 2)).toEqual([503, 200])
  })
})

describe('a link that breaks', () => {
  it('breaks at every multiple of the bytes that all its answers had', async () => {
    const knobs = { size: 10_000, breakEvery: 6000, link: 'one' }
    const first = await readUntilBroken(await fetch(server.url('/file', knobs)))
    expect([first.bytes.length, first.isBroken]).toEqual([6000, true])
    const short = await readUntilBroken(await fetch(server.url('/file', { size: 2500, link: 'one' })))
    expect([short.bytes.length, short.isBroken]).toEqual([2500, false])
    const range = 'bytes=6000-'
    const second = await readUntilBroken(await fetch(server.url('/file', knobs), { headers: { range } }))
    expect([second.bytes.length, second.isBroken]).toEqual([3500, true])
    expect(second.bytes).toEqual(fileBytes(3500, { offset: 6000 }))
    expect(lastRequest()).toMatchObject({ status: 206, bytesSent: 3500 })
    const third = await readUntilBroken(await fetch(server.url('/file', { ...knobs, size: 500 })))
    expect([third.bytes.length, third.isBroken]).toEqual([500, false])
  })

  it('has one link for all that name none, and others by name', async () => {
    const other = { size: 3000, breakEvery: 4000, link: 'other' }
    await readUntilBroken(await fetch(server.url('/file', other)))
    const unnamed = { size: 3000, breakEvery: 4000 }
    const first = await readUntilBroken(await fetch(server.url('/file', unnamed)))
    expect(first.isBroken).toBe(false)
    const second = await readUntilBroken(await fetch(server.url('/file', { ...unnamed, seed: 2 })))
    expect([second.bytes.length, second.isBroken]).toEqual([1000, true])
  })

  it('counts answers that run side by side together, and cuts the one that reaches the sum', async () => {
    // Larger than what sockets buffer, so that none is over before the other has begun.
    const url = server.url('/file', { size: 20_000_000, breakEvery: 30_000_000, link: 'parallel' })
    const both = await Promise.all([fetch(url), fetch(url)])
    const results = await Promise.all(both.map(readUntilBroken))
    expect(results.filter(({ isBroken }) => isBroken)).toHaveLength(1)
  })
})
