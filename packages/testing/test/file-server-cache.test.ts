import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FileServer, startFileServer } from '../src/file-server.js'

// Over real sockets: how the server uses them is a part of what is tested. Nothing here waits for a time.
let server: FileServer
beforeAll(async () => {
  server = await startFileServer()
})
afterAll(() => server.close())

const lastModified = 'Sat, 03 Jan 2026 08:00:00 GMT'
const earlier = 'Fri, 02 Jan 2026 08:00:00 GMT'
/** Status and the headers of these names. */
const described = ({ status, headers }: Response, names: readonly string[]) => [
  status,
  ...names.map((name) => headers.get(name)),
]
/** An address whose answers have these headers. */
const withHeaders = (lines: readonly string[], knobs: Record<string, string | number> = {}) =>
  lines.reduce(
    (url, line) => `${url}&header=${encodeURIComponent(line)}`,
    server.url('/file', { size: 100, ...knobs }),
  )

describe('the headers of a cache', () => {
  const names = ['cache-control', 'expires', 'age', 'date']
  const lines = [
    'Cache-Control: max-age=60, must-revalidate',
    'Expires: Sat, 03 Jan 2026 09:00:00 GMT',
    'Age: 30',
    `Date: ${lastModified}`,
  ]
  const values = ['max-age=60, must-revalidate', 'Sat, 03 Jan 2026 09:00:00 GMT', '30', lastModified]

  it('come as asked, with 200, 206 and 304 alike', async () => {
    const url = withHeaders(lines, { etag: '"v1"' })
    const ask = async (headers: Record<string, string>) =>
      described(await fetch(url, { headers }), [...names, 'etag'])
    expect(await ask({})).toEqual([200, ...values, '"v1"'])
    expect(await ask({ range: 'bytes=0-9' })).toEqual([206, ...values, '"v1"'])
    expect(await ask({ 'if-none-match': '"v1"' })).toEqual([304, ...values, '"v1"'])
  })
})

describe('a file that is asked for again', () => {
  const statusOf = async (knobs: Record<string, string>, headers: Record<string, string>) =>
    (await fetch(server.url('/file', { size: 100, ...knobs }), { headers })).status

  it('is not modified for a weak tag, and keeps it weak', async () => {
    const url = server.url('/file', { size: 100, etag: 'W/"x"' })
    const answer = await fetch(url, { headers: { 'if-none-match': 'W/"x"' } })
    expect([described(answer, ['etag']), await answer.text()]).toEqual([[304, 'W/"x"'], ''])
    expect(server.requests.at(-1)).toMatchObject({ status: 304, bytesSent: 0 })
  })

  it('is known by its date where it has no tag, and by nothing where it has neither', async () => {
    const date = { 'if-modified-since': lastModified }
    expect(await statusOf({ etag: 'no' }, date)).toBe(304)
    expect(await statusOf({ etag: 'no' }, { 'if-modified-since': earlier })).toBe(200)
    expect(await statusOf({ etag: 'no', lastModified: 'no' }, { 'if-none-match': '"x"', ...date })).toBe(200)
    const neither = await fetch(server.url('/file', { etag: 'no', lastModified: 'no' }))
    expect(described(neither, ['etag', 'last-modified'])).toEqual([200, null, null])
  })

  it('goes by the tag where both are asked for', async () => {
    const date = { 'if-modified-since': lastModified }
    expect(await statusOf({ etag: '"x"' }, { 'if-none-match': '"y"', ...date })).toBe(200)
    expect(await statusOf({ lastModified: 'no', etag: '"x"' }, { 'if-none-match': '"x"', ...date })).toBe(304)
    expect(await statusOf({ lastModified: 'no', etag: '"x"' }, date)).toBe(200)
  })

  it('may have a length in its 304, and a 304 may be no answer to the question', async () => {
    const long = server.url('/file', { etag: '"x"', size: 100, header: 'Content-Length: 100' })
    const answer = await fetch(long, { headers: { 'if-none-match': '"x"' } })
    expect([described(answer, ['content-length']), await answer.text()]).toEqual([[304, '100'], ''])
    const unasked = await fetch(server.url('/file', { size: 100, status: 304 }))
    expect([described(unasked, ['content-length']), await unasked.text()]).toEqual([[304, '100'], ''])
  })
})
