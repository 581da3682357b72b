import { type FileServer, startFileServer } from '@miniferry/testing/file-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPhoneFetch, downloadDomains } from '../src/phone/phone-fetch.js'

// Over real sockets: only a real fetch tells the address that answered in the end.
let server: FileServer

beforeAll(async () => {
  server = await startFileServer()
})
afterAll(() => server.close())

const init = { method: 'GET', headers: {}, redirect: 'follow', signal: new AbortController().signal } as const

test('leads the default address to the real server, and hides where that is', async () => {
  const response = await createPhoneFetch(server.origin)('http://127.0.0.1:8787/redirect?to=%2Fecho', init)
  expect(response.status).toBe(200)
  expect(response.url).toBe('http://127.0.0.1:8787/echo')
})

test('leaves other addresses alone', async () => {
  const response = await createPhoneFetch('http://127.0.0.1:1')(server.url('/echo'), init)
  expect(response.url).toBe(server.url('/echo'))
})

test('lets the phone use the address that the terminal prints', () => {
  expect(downloadDomains('http://127.0.0.1:43973')).toContain('http://127.0.0.1:43973')
})
