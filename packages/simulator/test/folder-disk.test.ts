import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FileServer, fileBytes, startFileServer, watchMemory } from '@miniferry/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMemoryDisk, createWatchedDisk, createWechatHost, type Disk } from '../src/index.js'
import { createFolderDisk } from '../src/node.js'
import { download } from './native-call.js'

const directory = mkdtempSync(join(tmpdir(), 'simulator-'))
// Over real sockets: large files on a real disk are what it is for. Nothing here looks at a clock.
let server: FileServer
beforeAll(async () => {
  server = await startFileServer()
})
afterAll(async () => {
  await server.close()
  rmSync(directory, { recursive: true })
})

const disks: [string, () => Disk][] = [
  ['memory disk', createMemoryDisk],
  ['watched disk', () => createWatchedDisk(createMemoryDisk(), () => undefined)],
  ['folder disk', () => createFolderDisk(mkdtempSync(join(directory, 'disk-')))],
]

describe.each(disks)('%s', (_, create) => {
  const bytes = (...values: number[]) => Uint8Array.from(values)

  it('keeps files', () => {
    const disk = create()
    disk.mkdir('a/b')
    disk.append('a/b/f', bytes(1, 2))
    disk.append('a/b/f', bytes(3))
    expect([...disk.read('a/b/f')]).toEqual([1, 2, 3])
    expect([...disk.read('a/b/f', 1, 2)]).toEqual([2, 3])
    expect([...disk.read('a/b/f', 2, 100)]).toEqual([3])
    disk.write('a/b/f', bytes(7))
    expect(disk.stat('a/b/f')).toMatchObject({ isDirectory: false, size: 1 })
  })

  it('keeps folders', () => {
    const disk = create()
    disk.mkdir('a/b')
    disk.mkdir('a/b')
    disk.write('a/b/f', bytes(1))
    disk.write('a/你好', bytes(1, 2))
    expect(disk.readdir('a')).toEqual(['b', '你好'])
    disk.rename('a/b', 'a/c')
    expect([...disk.read('a/c/f')]).toEqual([1])
    expect(disk.stat('a/b')).toBeUndefined()
    expect(disk.stat('a/c')).toMatchObject({ isDirectory: true, size: 0 })
    disk.rename('a/c/f', 'a/你好')
    expect([...disk.read('a/你好')]).toEqual([1])
    disk.unlink('a/你好')
    disk.rmdir('a/c')
    expect(disk.readdir('a')).toEqual([])
    expect(() => disk.unlink('a/none')).toThrow()
  })

  it('changes nothing through a buffer that was handed out or in', () => {
    const disk = create()
    const data = bytes(1, 2)
    disk.write('f', data)
    data[0] = 9
    disk.read('f')[1] = 9
    expect([...disk.read('f')]).toEqual([1, 2])
  })
})

describe('a host on a folder disk', () => {
  it('keeps files and storage for the next process, and clears temporary ones', async () => {
    const folder = join(directory, 'app')
    const wx = createWechatHost({ disk: createFolderDisk(folder) })
    const filePath = `${wx.env.USER_DATA_PATH}/图.bin`
    await download(wx, { url: server.url('/file', { size: 1000 }), filePath })
    const { tempFilePath } = await download(wx, { url: server.url('/file') })
    wx.setStorageSync('a/b', { c: 1 })
    const next = createWechatHost({ disk: createFolderDisk(folder) })
    expect([...(next.simulate.readFile(filePath) ?? [])]).toEqual([...fileBytes(1000)])
    expect(next.getStorageSync('a/b')).toEqual({ c: 1 })
    expect(next.simulate.readFile(String(tempFilePath))).toBeUndefined()
    expect(statSync(join(folder, 'user', '图.bin')).size).toBe(1000)
  })

  it('downloads 200 MB and keeps memory flat', async () => {
    const wx = createWechatHost({ disk: createFolderDisk(join(directory, 'large')) })
    const size = 200 * 1024 * 1024
    const filePath = `${wx.env.USER_DATA_PATH}/large.bin`
    const memory = watchMemory()
    const result = await new Promise<object>((complete) => {
      const task = wx.downloadFile({ url: server.url('/file', { size, seed: 3 }), filePath, complete })
      task.onProgressUpdate(memory.look)
    })
    expect(result).toMatchObject({ statusCode: 200, dataLength: size })
    expect(wx.getFileSystemManager().statSync(filePath)).toMatchObject({ size })
    memory.look()
    expect(memory.rise).toBeLessThan(80 * 1024 * 1024)
  })
})
