import type { DigestAlgorithm, Feature, Platform } from '@miniferry/download-core'
import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { type ContractHost, type ContractSubject, createContractTest } from './contract-subject.js'
import { settled } from './virtual-time.js'

const text = (bytes: ArrayBuffer): string => new TextDecoder().decode(bytes)
const bytesOf = (content: string): ArrayBuffer => Uint8Array.from(content, (one) => one.charCodeAt(0)).buffer

const digestsOfAbc: Readonly<Record<DigestAlgorithm, string>> = {
  md5: '900150983cd24fb0d6963f7d28e17f72',
  sha1: 'a9993e364706816aba3e25717850c26c9cd0d89d',
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
}

/** The files, the network, the lifecycle and the support of a platform. */
export function describeServiceContract(subject: ContractSubject): void {
  const test = createContractTest(subject)
  let host: ContractHost
  let platform: Platform
  const path = (name: string): string => `${platform.userDataPath()}/${name}`

  beforeEach(() => {
    host = subject.createHost({})
    platform = subject.createPlatform(host)
  })

  describe(`${subject.name} files`, () => {
    afterEach(() => {
      vi.useRealTimers()
    })

    test('keep text and bytes, and are read in part', async () => {
      const { files } = platform
      await files.writeFile(path('a'), '你好')
      expect(await files.readText(path('a'))).toBe('你好')
      await files.writeFile(path('b'), bytesOf('bytes'))
      await files.appendFile(path('b'), bytesOf(' and'))
      await files.appendFile(path('b'), ' text')
      expect(text(await files.readFile(path('b')))).toBe('bytes and text')
      const read = async (...range: [number, number]) => text(await files.readFile(path('b'), ...range))
      expect([await read(0, 3), await read(4, 3), await read(10, 4)]).toEqual(['byt', 's a', 'text'])
    })

    test('have a size, a time and a kind, in folders that are made with their parents, and may be made again', async () => {
      const written = Date.UTC(2026, 0, 1)
      vi.setSystemTime(written)
      const { files } = platform
      for (let times = 0; times < 2; times += 1) await files.mkdir(path('x/y/z'))
      await files.writeFile(path('x/y/z/a'), '12345')
      expect(await files.readdir(path('x/y/z'))).toEqual(['a'])
      expect(await files.stat(path('x/y/z'))).toMatchObject({ isDirectory: true })
      const stat = { size: 5, isDirectory: false, modifiedTime: written / 1000 }
      expect(await files.stat(path('x/y/z/a'))).toMatchObject(stat)
    })

    test('that are not there are no error for stat, readdir and unlink, and one for the rest', async () => {
      const { files } = platform
      await expect(files.stat(path('no'))).resolves.toBeUndefined()
      await expect(files.readdir(path('no'))).resolves.toEqual([])
      await expect(files.unlink(path('no'))).resolves.toBeUndefined()
      for (const failing of [
        files.readFile(path('no')),
        files.readText(path('no')),
        files.appendFile(path('no'), 'a'),
        files.rename(path('no'), path('b')),
        files.saveFile(path('no'), path('b')),
        files.digest(path('no'), 'md5'),
        files.writeFile(path('no/folder/a'), 'a'),
      ]) {
        await expect(failing).rejects.toMatchObject({
          name: 'DownloadError',
          code: 'file-system',
          platform: subject.name,
        })
      }
    })

    test('move and go, and one that is not there leaves what is at the target', async () => {
      const { files } = platform
      await files.writeFile(path('a'), 'a')
      await files.rename(path('a'), path('b'))
      await expect(files.rename(path('no'), path('b'))).rejects.toMatchObject({ code: 'file-system' })
      expect(await files.readText(path('b'))).toBe('a')
      expect(await files.readdir(platform.userDataPath())).toEqual(['b'])
      await files.unlink(path('b'))
      expect(await files.readdir(platform.userDataPath())).toEqual([])
    })

    for (const renameExisting of ['replace', 'refuse']) {
      test(`that are renamed onto another replace it, where the host would ${renameExisting}`, async () => {
        const { files } = subject.createPlatform(subject.createHost({ knobs: { renameExisting } }))
        await files.writeFile(path('a'), 'new')
        await files.writeFile(path('b'), 'old')
        await files.rename(path('a'), path('b'))
        expect(await files.readText(path('b'))).toBe('new')
        expect(await files.readdir(platform.userDataPath())).toEqual(['b'])
      })
    }

    test('have a digest by each algorithm that the host is known to have', async () => {
      const { files } = platform
      await files.writeFile(path('a'), 'abc')
      expect(files.digests).toEqual(expect.arrayContaining(['md5', 'sha1']))
      for (const algorithm of files.digests) {
        expect(await files.digest(path('a'), algorithm)).toBe(digestsOfAbc[algorithm])
      }
    })

    test('have a SHA-256', () => {
      expect(platform.files.digests).toContain('sha256')
    })

    test('do not fit on a full disk, and may only be written where the app may', async () => {
      host.simulate.fillDisk(3)
      const { files } = platform
      await expect(files.writeFile(path('a'), 'four')).rejects.toMatchObject({ code: 'storage-full' })
      await expect(files.writeFile('/app.json', '{}')).rejects.toMatchObject({ code: 'file-system' })
    })
  })

  describe(`${subject.name} network and lifecycle`, () => {
    test('tell the kind of the network', async () => {
      for (const [network, expected] of [
        ['wifi', 'wifi'],
        ['4g', 'cellular'],
        ['none', 'none'],
        ['unknown', 'unknown'],
      ] as const) {
        host.simulate.network(network)
        expect(await platform.network.current()).toBe(expected)
      }
    })

    test('tell each change, until the subscription ends', async () => {
      const seen: string[] = []
      const change = async (): Promise<void> => {
        const { simulate } = host
        for (const type of ['wifi', '4g', 'none'] as const) simulate.network(type)
        simulate.background()
        simulate.foreground()
        await settled()
      }
      host.simulate.network('none')
      await settled()
      const stops = [platform.network, platform.lifecycle].map((monitor) =>
        monitor.subscribe((state: string) => seen.push(state)),
      )
      await change()
      expect(seen).toEqual(['wifi', 'cellular', 'none', 'background', 'foreground'])
      for (const stop of stops) stop()
      await change()
      expect(seen).toHaveLength(5)
    })
  })

  describe(`${subject.name} support`, () => {
    test('is a clear answer for every feature', () => {
      const features: readonly Feature[] = [
        ...([
          'header',
          'timeout',
          'filePath',
          'dataUrl',
          'enableProfile',
          'enableHttp2',
          'enableQuic',
        ] as const),
        ...(['tempFilePath', 'statusCode', 'responseHeader', 'dataLength', 'profile', 'abort'] as const),
        ...(['onProgressUpdate', 'onHeadersReceived'] as const),
      ]
      for (const feature of features) expect(platform.supports(feature)).toBeTypeOf('boolean')
      expect(platform.supports('header')).toBe(true)
    })

    test('has limits that are numbers', () => {
      for (const limit of Object.values(platform.limits)) expect(limit).toBeGreaterThan(0)
    })
  })
}
