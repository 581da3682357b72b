import { afterEach, describe, expect, test } from 'vitest'
import { type FileServer, startFileServer } from '../src/file-server.js'
import { createInProcessServer, type InProcessServer } from '../src/in-process-server.js'
import { useVirtualTime } from '../src/virtual-time.js'

describe('a rendezvous', () => {
  useVirtualTime()

  async function meet({ fetch }: InProcessServer, address: string): Promise<string> {
    const { signal } = new AbortController()
    return (await fetch(address, { method: 'GET', headers: {}, signal })).text()
  }

  test('has one byte for each request that is there, whatever port it came to', async () => {
    const server = createInProcessServer({ doors: 2 })
    const origins = [server.origin, ...server.doors]
    expect(new Set(origins).size).toBe(3)
    const answers = await Promise.all(
      origins.map((origin) => meet(server, `${origin}/parallel?name=a&quiet=100`)),
    )
    expect(answers).toEqual(['xxx', 'xxx', 'xxx'])
  })

  test('does not count those of another name, nor one that is over', async () => {
    const server = createInProcessServer()
    const meetAs = (name: string) => meet(server, server.url('/parallel', { name, quiet: 50 }))
    expect(await Promise.all([meetAs('a'), meetAs('b')])).toEqual(['x', 'x'])
    expect(await meetAs('a')).toBe('x')
  })
})

// Over real sockets, since it is about ports.
describe('a server with other ports', () => {
  let server: FileServer
  afterEach(() => server.close())

  test('names them, and answers there', async () => {
    server = await startFileServer({ doors: 2 })
    const ports = (await (await fetch(server.url('/doors'))).json()) as number[]
    expect(ports.map((port) => `http://127.0.0.1:${port}`)).toEqual(server.doors)
    expect(new Set([server.origin, ...server.doors]).size).toBe(3)
    for (const door of server.doors) expect((await fetch(`${door}/file?size=5`)).status).toBe(200)
  })

  test('has none unless they are asked for', async () => {
    server = await startFileServer()
    expect(server.doors).toEqual([])
    expect(await (await fetch(server.url('/doors'))).json()).toEqual([])
  })
})
