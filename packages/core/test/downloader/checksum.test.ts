import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Hasher } from '../../src/index.js'
import { createScene, failure, filesOf, flush, pathsOf, urlOf } from './scene.js'

const content = new Uint8Array([1, 2, 3])
const md5 = createHash('md5').update(content).digest('hex')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Adds up all bytes, in two of its own. */
function createSum(): Hasher & { pieces: number[] } {
  let sum = 0
  const pieces: number[] = []
  return {
    pieces,
    update(bytes) {
      pieces.push(bytes.length)
      for (const byte of bytes) sum += byte
    },
    digest: () => new Uint8Array([sum >> 8, sum & 0xff]),
  }
}

describe('a checksum that the host computes', () => {
  it.each([md5, md5.toUpperCase()])('lets the right file pass: %s', async (value) => {
    const { platform, add } = createScene()
    const download = add({ url: urlOf('a'), checksum: { algorithm: 'md5', value } })
    await flush()
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('gives a wrong file a second chance, and lets the right one pass', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add({ url: urlOf('a'), checksum: { algorithm: 'md5', value: md5 } })
    await flush()
    platform.running[0]?.success(new Uint8Array([9]))
    await flush()
    expect(platform.natives).toHaveLength(2)
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ tempFilePath: 'tmp/1' })
  })

  it('ends with integrity after the second wrong file, and leaves neither', async () => {
    const { platform, add } = createScene()
    const download = add({ url: urlOf('a'), checksum: { algorithm: 'md5', value: md5 } })
    await flush()
    platform.running[0]?.success(new Uint8Array([9]))
    await flush()
    platform.running[0]?.success(new Uint8Array([9]))
    await expect(download).rejects.toMatchObject({
      code: 'integrity',
      errMsg: expect.stringContaining('md5'),
    })
    await flush()
    expect(platform.natives).toHaveLength(2)
    expect(pathsOf(platform)).toEqual([])
  })

  it('is of what lies at the path in the end', async () => {
    const { platform, add } = createScene()
    const download = add({
      url: urlOf('a'),
      filePath: 'usr/a',
      resume: false,
      checksum: { algorithm: 'md5', value: md5 },
    })
    await flush()
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ filePath: 'usr/a' })
    expect(filesOf(platform)).toEqual([['usr/a', content]])
  })
})

describe('a checksum of a hasher', () => {
  it('is used for what the host cannot, with leading zeros', async () => {
    const { platform, add } = createScene({ hashers: { sum: createSum } })
    const download = add({ url: urlOf('a'), checksum: { algorithm: 'sum', value: '0006' } })
    await flush()
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('is made anew for each file', async () => {
    const create = vi.fn(createSum)
    const { platform, add } = createScene({ hashers: { sum: create } })
    const download = add({ url: urlOf('a'), checksum: { algorithm: 'sum', value: '0006' } })
    await flush()
    platform.running[0]?.success(new Uint8Array([5]))
    await flush()
    platform.running[0]?.success(content)
    await download
    expect(create).toHaveBeenCalledTimes(2)
  })

  it('gets a large file in pieces', async () => {
    const sum = createSum()
    const { platform, add } = createScene()
    const download = add({
      url: urlOf('a'),
      hashers: { sum: () => sum },
      checksum: { algorithm: 'sum', value: '0000' },
    })
    await flush()
    platform.running[0]?.success(2.5 * 1024 * 1024)
    await download
    expect(sum.pieces).toEqual([1024 * 1024, 1024 * 1024, 512 * 1024])
  })

  it('is of no byte beyond the end of the file, which the host is not asked for', async () => {
    const { platform, add } = createScene({ hashers: { sum: createSum } })
    const readFile = vi.spyOn(platform.files, 'readFile')
    const mebibyte = 1024 * 1024
    for (const size of [2 * mebibyte, mebibyte + 5]) {
      const download = add({ url: urlOf(`${size}`), checksum: { algorithm: 'sum', value: '0000' } })
      await flush()
      platform.running[0]?.success(size)
      await download
    }
    expect(readFile.mock.calls.map(([, ...range]) => range)).toEqual([
      [0, mebibyte],
      [mebibyte, mebibyte],
      [0, mebibyte],
      [mebibyte, 5],
    ])
  })

  it('is hexadecimal, two digits for each byte', async () => {
    const bytes = () => ({ update: () => undefined, digest: () => Uint8Array.of(0x0a, 0xb0, 0xff) })
    const { platform, add } = createScene({ hashers: { fixed: bytes } })
    const download = add({ url: urlOf('a'), checksum: { algorithm: 'fixed', value: '0aB0ff' } })
    await flush()
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('is not used for what the host computes', async () => {
    const create = vi.fn(createSum)
    const { platform, add } = createScene({ hashers: { md5: create } })
    const download = add({ url: urlOf('a'), checksum: { algorithm: 'md5', value: md5 } })
    await flush()
    platform.running[0]?.success(content)
    await download
    expect(create).not.toHaveBeenCalled()
  })
})

describe('the length that the server names', () => {
  it('is checked, with a second chance', async () => {
    const { platform, add } = createScene()
    const download = add(urlOf('a'))
    const header = { 'Content-Length': '4' }
    await flush()
    platform.running[0]?.success(3, { header })
    await flush()
    expect(platform.natives).toHaveLength(2)
    platform.running[0]?.success(3, { header })
    expect(await failure(download)).toMatchObject({
      code: 'integrity',
      errMsg: expect.stringContaining('status 200, 3 bytes of 4'),
    })
  })

  it('says nothing about a compressed body', async () => {
    const { platform, add } = createScene()
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.success(3, { header: { 'Content-Length': '4', 'Content-Encoding': 'gzip' } })
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })
})
