import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FileLine } from '../../src/cache/stored-file.js'
import { pathId } from '../../src/downloader/paths.js'
import { DownloadError } from '../../src/index.js'
import { urlOf } from '../downloader/scene.js'
import { createStubFullPlatform, type StubFullPlatform } from '../downloader/stub-full-platform.js'
import { createCacheScene, folder } from './cache-scene.js'
import { fileLine } from './store-scene.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

const url = urlOf('a.png')
const hour = { 'cache-control': 'max-age=3600' }
const failure = (): DownloadError =>
  new DownloadError({ code: 'file-system', errMsg: 'fail permission denied', platform: 'stub', url: '' })

/** A fresh file of the url, as an index tells of it. */
const lineOf = (letters: string, given: Parameters<typeof fileLine>[1] = {}): FileLine =>
  fileLine(letters, { url, header: hour, stored: Date.now(), ...given })

/** A host with these lines in the index, and files as long as they say. */
async function createFolder(lines: readonly FileLine[]): Promise<StubFullPlatform> {
  const platform = createStubFullPlatform()
  await platform.files.writeFile(`${folder}/miniferry-index.jsonl`, lines.map(({ text }) => text).join('\n'))
  for (const { name, size } of lines) platform.files.contents.set(`${folder}/${name}`, new Uint8Array(size))
  return platform
}

describe('a download from a cache whose index is wrong', () => {
  it('is a hit where it is right', async () => {
    const line = lineOf('a')
    const { fetch } = createCacheScene({}, { platform: await createFolder([line]) })
    const { result, asked } = await fetch(url)
    expect(result).toMatchObject({ fromCache: true, filePath: `${folder}/${line.name}` })
    expect(asked).toEqual([])
  })

  it.each<[string, (line: FileLine) => string]>([
    ['tells nothing of the file', ({ name }) => `${name} 100 {]\t`],
    ['tells of no url', ({ name }) => `${name} 100 {"header":{},"stored":0,"initialAge":0}\t`],
    ['has a variance that is none', ({ text }) => text.replace('{', '{"vary":[5],')],
    ['has another size', ({ text }) => text.replace(' 100 ', ' 99 ')],
    ['was cut off', ({ text }) => text.slice(0, -10)],
  ])('is a whole one where the index %s, and what was there is gone', async (_words, damage) => {
    const line = lineOf('a')
    const platform = await createFolder([line])
    await platform.files.writeFile(`${folder}/miniferry-index.jsonl`, damage(line))
    const { fetch, files, downloader } = createCacheScene({}, { platform })
    const { result, asked } = await fetch(url, { header: hour })
    expect(asked).toEqual([{}])
    expect(result.fromCache).toBe(false)
    expect(files().map((name) => `${folder}/${name}`)).toEqual([result.filePath])
    expect(await downloader.cache.size()).toBe(100)
  })

  it('is a whole one where the file is that of another url, and only its name says something else', async () => {
    const other = urlOf('other.png')
    const line = lineOf('a', { url: other, name: `miniferry-${pathId(url)}-a` })
    const { fetch, files } = createCacheScene({}, { platform: await createFolder([line]) })
    const { result, asked } = await fetch(url, { header: hour })
    expect(asked).toHaveLength(1)
    expect(result.filePath).not.toContain(line.name)
    expect(files()).toHaveLength(2)
  })

  it('finds the right one of several variants', async () => {
    const { fetch } = createCacheScene()
    const header = { ...hour, vary: 'Accept' }
    const paths: (string | undefined)[] = []
    for (const Accept of ['a', 'b'])
      paths.push((await fetch({ url, header: { Accept } }, { header })).result.filePath)
    expect((await fetch({ url, header: { Accept: 'a' } })).result).toMatchObject({
      fromCache: true,
      filePath: paths[0],
    })
    expect((await fetch({ url, header: { Accept: 'b' } })).result).toMatchObject({
      fromCache: true,
      filePath: paths[1],
    })
    expect((await fetch({ url }, { header })).asked).toHaveLength(1)
  })

  it('has no entry of which the index tells nothing', async () => {
    const line = lineOf('a')
    const platform = await createFolder([line, lineOf('b', { url: urlOf('b.png') })])
    await platform.files.appendFile(`${folder}/miniferry-index.jsonl`, `\n${line.name} 100 {]\t`)
    const { downloader } = createCacheScene({}, { platform })
    expect((await downloader.cache.entries()).map((entry) => entry.url)).toEqual([urlOf('b.png')])
    expect(await downloader.cache.size()).toBe(200)
    await downloader.cache.clear()
    expect(await downloader.cache.size()).toBe(0)
  })
})

describe('a download from a cache whose files cannot be removed', () => {
  it('is a whole one where the index tells nothing of the file', async () => {
    const line = lineOf('a')
    const platform = await createFolder([line])
    await platform.files.writeFile(`${folder}/miniferry-index.jsonl`, `${line.name} 100 {]\t`)
    const { fetch } = createCacheScene({}, { platform })
    vi.spyOn(platform.files, 'unlink').mockRejectedValue(failure())
    expect((await fetch(url, { header: hour })).result.fromCache).toBe(false)
  })

  it('is a whole one where the file is not what the checksum says', async () => {
    const { fetch, platform } = createCacheScene()
    await fetch(url, { header: hour, size: 3 })
    vi.spyOn(platform.files, 'unlink').mockRejectedValue(failure())
    // Of four zeros.
    const checksum = { algorithm: 'md5', value: 'f1d3ff8443297732862df21dc4e57262' } as const
    const { result, asked } = await fetch({ url, checksum }, { header: hour, size: 4 })
    expect(asked).toHaveLength(1)
    expect(platform.files.contents.get(result.filePath ?? '')).toHaveLength(4)
  })

  it('has the new version, as a temporary file, where the cache can neither keep it nor remove the old one', async () => {
    const { fetch, platform } = createCacheScene({ maxBytes: 250 })
    await fetch(url, { header: { ETag: '"one"' } })
    vi.spyOn(platform.files, 'unlink').mockRejectedValue(failure())
    const { result, asked } = await fetch(url, { header: { ETag: '"two"' }, size: 300 })
    expect(asked).toHaveLength(1)
    expect(platform.files.contents.get(result.tempFilePath ?? '')).toHaveLength(300)
  })
})
