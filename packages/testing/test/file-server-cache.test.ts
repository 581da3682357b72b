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

describe('a file that varies', () => {
  const ask = (headers: Record<string, string>, knobs: Record<string, string | number> = {}) =>
    fetch(server.url('/file', { size: 100, vary: 'X-User,x-mode', ...knobs }), { headers })

  it('is another one for each value of the named headers, the same for the same, and says so', async () => {
    const answers = [
      await ask({ 'x-user': 'ann' }),
      await ask({ 'x-user': 'bob' }),
      await ask({ 'x-mode': 'ann' }),
      await ask({ 'x-user': 'ann', 'x-mode': 'dark' }),
      await ask({ 'x-user': '' }),
      await ask({}),
    ]
    expect(answers.map(({ headers }) => headers.get('vary'))).toEqual(answers.map(() => 'X-User, x-mode'))
    expect(new Set(answers.map(etagOf)).size).toBe(answers.length)
    const bodies = await Promise.all(answers.map(bytesOf))
    expect(new Set(bodies.map(String)).size).toBe(answers.length)
    const again = await ask({ 'x-user': 'ann', 'x-other': '1' })
    expect([etagOf(again), await bytesOf(again)]).toEqual([etagOf(answers[0] as Response), bodies[0]])
  })

  it('is as without the knob where none of the headers is sent', async () => {
    const plain = await fetch(server.url('/file', { size: 100 }))
    const varied = await ask({ 'x-other': '1' })
    expect(plain.headers.get('vary')).toBeNull()
    expect([etagOf(varied), await bytesOf(varied)]).toEqual([etagOf(plain), fileBytes(100)])
  })

  it('is not modified for its own tag only, and says what it varies by then too', async () => {
    const ann = etagOf(await ask({ 'x-user': 'ann' })) ?? ''
    const own = await ask({ 'x-user': 'ann', 'if-none-match': ann })
    expect(described(own, ['vary', 'etag'])).toEqual([304, 'X-User, x-mode', ann])
    expect((await ask({ 'x-user': 'bob', 'if-none-match': ann })).status).toBe(200)
  })

  it('gives parts of the variant, and changes as a whole', async () => {
    const knobs = { changeAfter: 2, etag: 'W/"x"' }
    const whole = await ask({ 'x-user': 'ann' }, knobs)
    const part = await ask({ 'x-user': 'ann', range: 'bytes=10-19' }, knobs)
    const changed = await ask({ 'x-user': 'ann' }, knobs)
    expect(etagOf(whole)).toMatch(/^W\/"x-variant-\d+"$/)
    expect(etagOf(changed)).toMatch(/^W\/"x-changed-variant-\d+"$/)
    const bytes = await bytesOf(whole)
    expect(await bytesOf(part)).toEqual(bytes.slice(10, 20))
    expect(await bytesOf(changed)).not.toEqual(bytes)
  })

  it('may be a text or a picture', async () => {
    for (const path of ['/a.txt', '/a.png']) {
      const url = server.url(path, { vary: 'x-user', width: 32, height: 20 })
      const [ann, bob] = [
        await bytesOf(await fetch(url, { headers: { 'x-user': 'ann' } })),
        await bytesOf(await fetch(url, { headers: { 'x-user': 'bob' } })),
      ]
      expect(ann).not.toEqual(bob)
    }
  })
})

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

  it('may be others with 304 than with the file', async () => {
    const url = withHeaders(lines, { etag: '"v1"', header304: 'Cache-Control: max-age=600' })
    const ask = async (headers: Record<string, string>) =>
      described(await fetch(url, { headers }), ['cache-control', 'age'])
    expect(await ask({})).toEqual([200, 'max-age=60, must-revalidate', '30'])
    expect(await ask({ 'if-none-match': '"v1"' })).toEqual([304, 'max-age=600', '30'])
    const unreadable = await fetch(server.url('/file', { header304: 'nothing' }))
    expect(await unreadable.text()).toContain('header304: expected Name:value, got "nothing"')
  })

  it('may lack the date', async () => {
    const date = async (knobs: Record<string, string>) =>
      (await fetch(server.url('/file', knobs))).headers.get('date')
    expect(await date({ date: 'no' })).toBeNull()
    expect(await date({ date: 'no', header: `Date: ${lastModified}` })).toBe(lastModified)
    expect(await date({})).not.toBeNull()
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

  it('is sent whole once it has changed, by tag and by date', async () => {
    for (const condition of [{ 'if-none-match': '"x"' }, { 'if-modified-since': lastModified }]) {
      const knobs = { etag: '"x"', changeAfter: '1', for: Object.keys(condition).join() }
      expect(await statusOf(knobs, condition)).toBe(304)
      expect(await statusOf(knobs, condition)).toBe(200)
    }
  })

  it('may have a length in its 304, and a 304 may be no answer to the question', async () => {
    const long = server.url('/file', { etag: '"x"', header304: 'Content-Length: 100' })
    const answer = await fetch(long, { headers: { 'if-none-match': '"x"' } })
    expect([described(answer, ['content-length']), await answer.text()]).toEqual([[304, '100'], ''])
    const unasked = await fetch(server.url('/file', { size: 100, status: 304 }))
    expect([described(unasked, ['content-length']), await unasked.text()]).toEqual([[304, '100'], ''])
  })
})
