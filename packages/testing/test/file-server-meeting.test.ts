import { afterEach, expect, test } from 'vitest'
import { type FileServer, startFileServer } from '../src/file-server.js'

let server: FileServer

afterEach(() => server.close())

test('a meeting has one byte for each request that is there, whatever port it came to', async () => {
  server = await startFileServer({ doors: 2 })
  const origins = [server.origin, ...server.doors]
  expect(new Set(origins).size).toBe(3)
  const answers = await Promise.all(
    origins.map(async (origin) => (await fetch(`${origin}/parallel?name=a&quiet=100`)).text()),
  )
  expect(answers).toEqual(['xxx', 'xxx', 'xxx'])
})

test('meetings of other names, and those that are over, do not count', async () => {
  server = await startFileServer()
  const meet = async (name: string) => (await fetch(server.url('/parallel', { name, quiet: 50 }))).text()
  expect(await Promise.all([meet('a'), meet('b')])).toEqual(['x', 'x'])
  expect(await meet('a')).toBe('x')
})

test('names its other ports', async () => {
  server = await startFileServer({ doors: 1 })
  const ports = (await (await fetch(server.url('/doors'))).json()) as number[]
  expect(ports.map((port) => `http://127.0.0.1:${port}`)).toEqual(server.doors)
  expect((await fetch(`${server.doors[0]}/file?size=5`)).status).toBe(200)
})

test('has no other ports unless they are asked for', async () => {
  server = await startFileServer()
  expect(server.doors).toEqual([])
  expect(await (await fetch(server.url('/doors'))).json()).toEqual([])
})
