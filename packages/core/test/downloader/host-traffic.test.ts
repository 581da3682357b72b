import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hostTraffic, originOf } from '../../src/downloader/host-traffic.js'
import { hostPaths } from '../../src/downloader/paths.js'
import type { Download } from '../../src/index.js'
import { createScene, failure, filesOf, flush, pass, pathsOf, type Scene, urlOf } from './scene.js'
import type { StubFullPlatform, StubNative } from './stub-full-platform.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const url = urlOf('a')

/** Two downloads of one url, which are apart since they are for two places. */
async function addTwo({ add }: Scene) {
  const downloads = ['usr/1', 'usr/2'].map((filePath) => add({ url, filePath, resume: false }))
  await flush()
  return downloads
}

describe('a refusal for there being too many', () => {
  it('of a second request of one url is no failure: it waits until the other one has ended', async () => {
    const scene = createScene({ retry: 0 })
    const { platform } = scene
    const downloads = await addTwo(scene)
    platform.natives[1]?.fail('too-many')
    await pass(60_000 - 1)
    expect(platform.natives).toHaveLength(2)
    platform.natives[0]?.success()
    await flush()
    expect(platform.natives).toHaveLength(3)
    platform.natives[2]?.success()
    await expect(Promise.all(downloads)).resolves.toMatchObject([{ attempts: 1 }, { attempts: 1 }])
  })

  it.each([
    ['of one url', ['a', 'a']],
    ['of any url', ['a', 'b']],
  ])('that is told when the other one has ended is none either, %s', async (_, names) => {
    const { platform, add } = createScene({ retry: 0 })
    const downloads = names.map((name, index) =>
      add({ url: urlOf(name), filePath: `usr/${index}`, resume: false }),
    )
    await flush()
    platform.natives[0]?.success()
    await flush()
    platform.natives[1]?.fail('too-many')
    await flush()
    platform.natives[2]?.success()
    await expect(Promise.all(downloads)).resolves.toMatchObject([{ attempts: 1 }, { attempts: 1 }])
  })

  it('of one url is remembered: there is one request of it at a time from then on', async () => {
    const scene = createScene({ retry: 0 })
    const { platform } = scene
    await addTwo(scene)
    platform.natives[1]?.fail('too-many')
    scene.add({ url, filePath: 'usr/3', resume: false })
    scene.add(urlOf('other'))
    await flush()
    expect(platform.running.map(({ request }) => request.url)).toEqual([url, urlOf('other')])
  })

  it('of one url goes on with one segment at a time', async () => {
    const { platform, add } = createScene({ retry: 0, resume: { segmentSize: 1, parallel: 3 } })
    const download = add({ url, filePath: 'usr/a' })
    await flush()
    const header = (start: number) => ({ 'Content-Range': `bytes ${start}-${start}/4`, ETag: '"1"' })
    platform.natives[0]?.headers(header(0))
    await flush()
    expect(platform.running.length).toBeGreaterThan(1)
    for (const native of platform.running.slice(1)) native.fail('too-many')
    await flush()
    let most = 0
    for (let native = platform.running[0]; native; native = platform.running[0]) {
      most = Math.max(most, platform.running.length)
      const [, start, end] = (/=(\d+)-(\d+)/.exec(native.request.header?.Range ?? '') ?? []).map(Number)
      const length = Number(end) - Number(start) + 1
      native.success(length, {
        statusCode: 206,
        header: { 'Content-Range': `bytes ${start}-${end}/4`, ETag: '"1"' },
      })
      await flush()
    }
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    expect(most).toBe(1)
  })

  it('beside others lowers what runs at a time, and is no failure', async () => {
    const { platform, add } = createScene({ retry: 0, concurrency: 4 })
    const downloads = ['a', 'b', 'c'].map((name) => add(urlOf(name)))
    await flush()
    platform.natives[2]?.fail('too-many')
    downloads.push(add(urlOf('d')))
    await flush()
    expect(platform.running).toHaveLength(2)
    for (let count = 0; count < 4; count += 1) {
      platform.running[0]?.success()
      await flush()
      expect(platform.running.length).toBeLessThan(3)
    }
    await expect(Promise.all(downloads)).resolves.toHaveLength(4)
  })

  it('is less and less remembered, since other code of the app may have had the places', async () => {
    const { platform, add } = createScene({ retry: 0, concurrency: 3 })
    for (const name of ['a', 'b']) add(urlOf(name))
    await flush()
    platform.natives[1]?.fail('too-many')
    await flush()
    expect(platform.running).toHaveLength(1)
    for (let count = 0; count < 30; count += 1) add(urlOf(`more-${count}`))
    for (let count = 0; count < 20; count += 1) {
      platform.running[0]?.success()
      await flush()
    }
    expect(platform.running).toHaveLength(3)
  })

  it.each([
    ['of the second one', 1, 0],
    ['of the first one, told late', 0, 1],
  ])('of one url says nothing of others: %s', async (_, refused, other) => {
    const scene = createScene({ retry: 0 })
    const { platform } = scene
    await addTwo(scene)
    if (refused === 1) platform.natives[other]?.success()
    await flush()
    platform.natives[refused]?.fail('too-many')
    for (const name of ['b', 'c', 'd']) scene.add(urlOf(name))
    await flush()
    expect(new Set(platform.running.map(({ request }) => request.url))).toEqual(
      new Set([url, urlOf('b'), urlOf('c'), urlOf('d')]),
    )
  })

  it('with nothing beside it is a failure, and repeated later', async () => {
    const { platform, add } = createScene({ retry: 1 })
    const download = add(url)
    await flush()
    platform.natives[0]?.fail('too-many')
    await pass(1000)
    platform.natives[1]?.fail('too-many')
    expect(await failure(download)).toMatchObject({ code: 'too-many' })
  })

  it('waits in vain for nobody who was aborted meanwhile', async () => {
    const scene = createScene({ retry: 0 })
    const { platform } = scene
    const [first, second] = await addTwo(scene)
    platform.natives[1]?.fail('too-many')
    await flush()
    second?.abort()
    await flush()
    platform.natives[0]?.success()
    await first
    await flush()
    expect(platform.natives).toHaveLength(2)
  })
})

/** The part of a file that was asked for. */
function answerPart(content: Uint8Array, native: StubNative | undefined, tempFilePath?: string): void {
  const [, start = 0, end = 0] = (/=(\d+)-(\d+)/.exec(native?.request.header?.Range ?? '') ?? []).map(Number)
  const part = content.slice(start, end + 1)
  const label = `bytes ${start}-${start + part.length - 1}/${content.length}`
  const result = { statusCode: 206, header: { 'Content-Range': label, ETag: '"1"' } }
  native?.success(part, tempFilePath === undefined ? result : { ...result, tempFilePath })
}

/** All that is still asked for. */
async function finish(platform: StubFullPlatform, content: Uint8Array): Promise<void> {
  await flush()
  for (let count = 0; count < 5 && platform.running.length > 0; count += 1) {
    answerPart(content, platform.running[0])
    await flush()
  }
}

describe('a temporary file that the host gives to two downloads', () => {
  /** Both end at one temporary file, which has the bytes of the second then. */
  async function mixUp(scene: Scene, ...names: string[]) {
    const downloads = names.map((name) =>
      scene.add({ url: urlOf(name), filePath: `usr/${name}`, resume: false }),
    )
    await flush()
    const result = { tempFilePath: 'tmp/same' }
    scene.platform.files.contents.set('tmp/same', Uint8Array.of(2, 2))
    for (const native of scene.platform.running) native.success(1, result)
    await flush()
    return downloads
  }

  it("is nobody's: both are fetched again, one after the other", async () => {
    const scene = createScene({ retry: 0 })
    const { platform } = scene
    const downloads = await mixUp(scene, 'a', 'b')
    expect(platform.running.map(({ request }) => request.url)).toHaveLength(1)
    platform.running[0]?.success(Uint8Array.of(1), { tempFilePath: 'tmp/same' })
    await flush()
    platform.running[0]?.success(Uint8Array.of(1, 2), { tempFilePath: 'tmp/same' })
    await flush()
    await expect(Promise.all(downloads)).resolves.toHaveLength(2)
    const sizes = ['usr/a', 'usr/b'].map((path) => platform.files.contents.get(path)?.length)
    expect(sizes.sort()).toEqual([1, 2])
    expect(pathsOf(platform).sort()).toEqual(expect.arrayContaining(['usr/a', 'usr/b']))
  })

  it('is fetched again by all of three, and others go on beside them', async () => {
    const scene = createScene({ retry: 0 })
    const { platform, add } = scene
    const downloads = await mixUp(scene, 'a', 'b', 'c')
    const other = add(urlOf('other'))
    await flush()
    expect(platform.running.map(({ request }) => request.url)).toContain(urlOf('other'))
    platform.nativeOf(urlOf('other')).success()
    await other
    for (let count = 0; count < 6 && platform.running.length > 0; count += 1) {
      expect(platform.running).toHaveLength(1)
      platform.running[0]?.success(1, { tempFilePath: 'tmp/same' })
      await flush()
    }
    await expect(Promise.all(downloads)).resolves.toHaveLength(3)
  })

  it('is fetched again for temporary downloads as well', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const downloads = [add(urlOf('a')), add(urlOf('b'))]
    await flush()
    for (const native of platform.running) native.success(1, { tempFilePath: 'tmp/same' })
    await flush()
    for (let count = 0; count < 2; count += 1) {
      expect(platform.running).toHaveLength(1)
      platform.running[0]?.success(1, { tempFilePath: `tmp/${count}` })
      await flush()
    }
    const results = await Promise.all(downloads)
    expect(results.map(({ path }) => path).sort()).toEqual(['tmp/0', 'tmp/1'])
  })

  it('keeps no two downloads of one url apart from then on, where the two were of different ones', async () => {
    const scene = createScene({ retry: 0 })
    const { platform } = scene
    const downloads = await mixUp(scene, 'b', 'c')
    for (let count = 0; count < 2; count += 1) {
      platform.running[0]?.success(1)
      await flush()
    }
    await Promise.all(downloads)
    await addTwo(scene)
    expect(platform.running).toHaveLength(2)
  })

  it('is its own again where the first one has been handed out', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const first = add(urlOf('a'))
    await flush()
    platform.running[0]?.success(1, { tempFilePath: 'tmp/same' })
    await first
    const second = add(urlOf('b'))
    await flush()
    platform.running[0]?.success(1, { tempFilePath: 'tmp/same' })
    await expect(second).resolves.toMatchObject({ attempts: 1 })
    expect(platform.natives).toHaveLength(2)
  })

  it('is not moved away with one that is still being removed', async () => {
    const { platform, add } = createScene({ resume: { segmentSize: 2 } })
    const { files } = platform
    const contents = { a: Uint8Array.of(0, 1, 2, 3, 4, 5), b: Uint8Array.of(10, 11, 12, 13, 14, 15) }
    let goOn: (() => void)[] = []
    const saveFile = files.saveFile
    // Slow where a segment that has been appended is removed.
    vi.spyOn(files, 'saveFile').mockImplementation(async (from, to) => {
      if (to.includes('discarded')) await new Promise<void>((resolve) => goOn.push(resolve))
      await saveFile(from, to)
    })
    const answer = (name: 'a' | 'b'): void => {
      const native = platform.running.find(({ request }) => request.url === urlOf(name))
      if (native === undefined) return
      const [, start = 0, end = 0] = (/=(\d+)-(\d+)/.exec(native.request.header?.Range ?? '') ?? []).map(
        Number,
      )
      const part = contents[name].slice(start, end + 1)
      const label = `bytes ${start}-${start + part.length - 1}/6`
      native.success(part, {
        statusCode: 206,
        tempFilePath: 'tmp/same',
        header: { 'Content-Range': label, ETag: `"${name}"` },
      })
    }
    const downloads = [
      add({ url: urlOf('a'), filePath: 'usr/a' }),
      add({ url: urlOf('b'), filePath: 'usr/b' }),
    ]
    await flush()
    for (let round = 0; round < 30; round += 1) {
      const name = round % 2 === 0 ? 'a' : 'b'
      answer(name)
      const waiting = goOn
      goOn = []
      for (const move of waiting) move()
      await flush()
    }
    await expect(Promise.all(downloads)).resolves.toHaveLength(2)
    expect(files.contents.get('usr/a')).toEqual(contents.a)
    expect(files.contents.get('usr/b')).toEqual(contents.b)
  })

  it('is not taken for the one that an earlier attempt could not put in its place', async () => {
    const { platform, add } = createScene({ retry: 0, resume: false })
    const download = add({ url, filePath: 'usr/a' })
    await flush()
    const stat = platform.files.stat
    vi.spyOn(platform.files, 'stat').mockImplementationOnce((path) => {
      download.pause()
      return stat(path)
    })
    platform.running[0]?.success(Uint8Array.of(1), { tempFilePath: 'tmp/same' })
    await flush()
    download.resume()
    await flush()
    platform.running[0]?.success(Uint8Array.of(2, 2), { tempFilePath: 'tmp/same' })
    await download
    expect(filesOf(platform)).toEqual([['usr/a', Uint8Array.of(2, 2)]])
  })

  it('is lost for one that is paused, and is not waited for', async () => {
    const { platform, add } = createScene({ retry: 0, resume: { segmentSize: 2 } })
    const content = Uint8Array.of(0, 1, 2, 3)
    const paused = add({ url, filePath: 'usr/a', resume: { parallel: 2 } })
    const answer = (native = platform.running[0], tempFilePath?: string) =>
      answerPart(content, native, tempFilePath)
    await flush()
    platform.running[0]?.headers({ 'Content-Range': 'bytes 0-1/4', ETag: '"1"' })
    await flush()
    // The second part lands first, and waits.
    answer(platform.running[1], 'tmp/same')
    await flush()
    paused.pause()
    await flush()
    const other = add({ url: urlOf('b'), filePath: 'usr/b', resume: false })
    await flush()
    for (let count = 0; count < 2; count += 1) {
      platform.nativeOf(urlOf('b')).success(Uint8Array.of(7, 7), { tempFilePath: 'tmp/same' })
      await flush()
    }
    await expect(other).resolves.toMatchObject({ attempts: 1 })
    expect(platform.files.contents.get('usr/b')).toEqual(Uint8Array.of(7, 7))
    paused.resume()
    await finish(platform, content)
    await paused
    expect(platform.files.contents.get('usr/a')).toEqual(content)
  })

  it('is no part of a download that is paused while it is stored', async () => {
    const { platform, add } = createScene({ retry: 0, resume: { segmentSize: 2 } })
    const content = Uint8Array.of(0, 1, 2, 3)
    const { saveFile } = platform.files
    let goOn = (): void => undefined
    vi.spyOn(platform.files, 'saveFile').mockImplementationOnce(async (from, to) => {
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      return saveFile(from, to)
    })
    const answer = (tempFilePath?: string) => answerPart(content, platform.nativeOf(url), tempFilePath)
    const paused = add({ url, filePath: 'usr/a' })
    await flush()
    answer('tmp/same')
    await flush()
    const other = add({ url: urlOf('b'), resume: false })
    await flush()
    platform.nativeOf(urlOf('b')).success(Uint8Array.of(7), { tempFilePath: 'tmp/same' })
    await flush()
    paused.pause()
    goOn()
    await flush()
    platform.nativeOf(urlOf('b')).success(Uint8Array.of(7))
    await other
    paused.resume()
    await finish(platform, content)
    await paused
    expect(platform.files.contents.get('usr/a')).toEqual(content)
  })

  it('is fetched again by the second one when the first one has noticed as well', async () => {
    const scene = createScene({ retry: 0 })
    const { files } = scene.platform
    let goOn = (): void => undefined
    const saveFile = files.saveFile
    // Slow where the first one puts it in its place.
    vi.spyOn(files, 'saveFile').mockImplementationOnce(async (from, to) => {
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      await saveFile(from, to)
    })
    const [first, second] = [
      scene.add({ url: urlOf('a'), filePath: 'usr/a', resume: false }),
      scene.add({ url: urlOf('b'), filePath: 'usr/b', resume: false }),
    ]
    await flush()
    scene.platform.nativeOf(urlOf('a')).success(Uint8Array.of(1), { tempFilePath: 'tmp/same' })
    await flush()
    scene.platform.nativeOf(urlOf('b')).success(Uint8Array.of(2, 2), { tempFilePath: 'tmp/same' })
    await flush()
    // It could be moved away with what the first one is about to move.
    expect(scene.platform.running).toEqual([])
    goOn()
    await flush()
    for (let count = 0; count < 2; count += 1) {
      const [native] = scene.platform.running
      expect(scene.platform.running).toHaveLength(1)
      const isFirst = native?.request.url === urlOf('a')
      native?.success(isFirst ? Uint8Array.of(1) : Uint8Array.of(2, 2), { tempFilePath: 'tmp/same' })
      await flush()
    }
    await Promise.all([first, second])
    expect(filesOf(scene.platform).sort()).toEqual([
      ['usr/a', Uint8Array.of(1)],
      ['usr/b', Uint8Array.of(2, 2)],
    ])
  })

  it('is noticed by those whose next requests wait for their turn', async () => {
    const { platform, add } = createScene({ retry: 0, resume: { segmentSize: 2, parallel: 2 } })
    const content = Uint8Array.of(0, 1, 2, 3, 4, 5)
    const answer = (native: StubNative | undefined, tempFilePath?: string): void => {
      const range = native?.request.header?.Range ?? ''
      const [, start = 0, end = 0] = (/=(\d+)-(\d+)/.exec(range) ?? []).map(Number)
      const part = content.slice(start, end + 1)
      const header = { 'Content-Range': `bytes ${start}-${start + part.length - 1}/6`, ETag: '"1"' }
      native?.success(part, { statusCode: 206, header, ...(tempFilePath && { tempFilePath }) })
    }
    const downloads: Download[] = []
    const of = (name: string): StubNative[] =>
      platform.running.filter(({ request }) => request.url === urlOf(name))
    const begin = async (name: string): Promise<void> => {
      downloads.push(add({ url: urlOf(name), filePath: `usr/${name}` }))
      await flush()
      of(name)[0]?.headers({ 'Content-Range': 'bytes 0-1/6', ETag: '"1"' })
      await flush()
    }
    for (const name of ['a', 'b']) await begin(name)
    // The second part of the one waits for the first one, and the third one for its turn.
    answer(of('b')[1], 'tmp/same')
    await flush()
    of('b')[1]?.fail('too-many')
    of('a')[1]?.fail('too-many')
    await flush()
    answer(of('a')[0], 'tmp/same')
    await flush()
    answer(of('b')[0])
    await flush()
    for (let count = 0; count < 20 && platform.running.length > 0; count += 1) {
      expect(platform.running).toHaveLength(1)
      answer(platform.running[0])
      await flush()
    }
    expect(downloads.map(({ state }) => state)).toEqual(['completed', 'completed'])
    for (const name of ['a', 'b']) expect(platform.files.contents.get(`usr/${name}`)).toEqual(content)
  })

  it('is not taken for an earlier segment of the same download that was lost', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const traffic = hostTraffic(platform)
    add({ url, filePath: 'usr/a' })
    await flush()
    const [job] = hostPaths(platform).owners.values()
    if (job === undefined) throw new Error('no job')
    job.destination = { ...job.destination, keeps: (path) => path === 'tmp/same' }
    expect(traffic.claim('tmp/same', job)).toBe(false)
    expect(traffic.owns('tmp/same', job)).toBe(false)
  })

  it('may be the same for each segment of one download', async () => {
    const { platform, add } = createScene({ retry: 0, resume: { segmentSize: 2 } })
    const content = Uint8Array.of(0, 1, 2, 3, 4)
    const download = add({ url, filePath: 'usr/a' })
    await flush()
    for (let native = platform.running[0]; native; native = platform.running[0]) {
      const [, start = 0, end = 0] = (/=(\d+)-(\d+)/.exec(native.request.header?.Range ?? '') ?? []).map(
        Number,
      )
      const part = content.slice(start, end + 1)
      const last = start + part.length - 1
      platform.files.contents.set('tmp/same', part)
      native.success(part, {
        statusCode: 206,
        tempFilePath: 'tmp/same',
        header: { 'Content-Range': `bytes ${start}-${last}/5`, ETag: '"1"' },
      })
      await flush()
    }
    await download
    expect(platform.files.contents.get('usr/a')).toEqual(content)
  })
})

it.each([
  ['https://User@Example.com:8080/a/b?c#d', 'https://user@example.com:8080'],
  ['https://example.com?a', 'https://example.com'],
  ['data:text/plain,a\nb//c', 'data:'],
])('knows the server of %j by %s', (address, origin) => {
  expect(originOf(address)).toBe(origin)
})

describe('a server that says when to come back', () => {
  const refusal = { statusCode: 429, header: { 'Retry-After': '10' } }
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

  it('is left alone until then, and what it refuses meanwhile is no failure', async () => {
    const { platform, add } = createScene({ retry: { limit: 1, jitter: 'none' }, concurrency: 3 })
    const downloads = names.map((name) => add(urlOf(name)))
    await flush()
    for (const native of platform.running) native.success(1, refusal)
    await flush()
    expect(platform.natives).toHaveLength(3)
    await pass(9999)
    expect(platform.natives).toHaveLength(3)
    expect(new Set(downloads.map(({ state }) => state))).toEqual(new Set(['waiting']))
    await pass(1)
    expect(platform.running).toHaveLength(3)
    // Again, and again: only who was refused first has spent an attempt.
    for (let round = 0; round < 3; round += 1) {
      const [first, ...others] = platform.running
      first?.success(1)
      await flush()
      for (const native of others) native.success(1, refusal)
      await pass(10_000)
    }
    for (let native = platform.running[0]; native; native = platform.running[0]) {
      native.success(1)
      await flush()
    }
    const outcomes = await Promise.allSettled(downloads)
    expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeLessThan(3)
  })

  it('does not hold up another server', async () => {
    const { platform, add } = createScene({ concurrency: 1 })
    add(urlOf('a'))
    add(urlOf('b'))
    const other = add('https://other.example.com/c')
    await flush()
    platform.running[0]?.success(1, refusal)
    await flush()
    expect(platform.running.map(({ request }) => request.url)).toEqual(['https://other.example.com/c'])
    platform.running[0]?.success(1)
    await other
  })

  it('holds back the next segment as well', async () => {
    const { platform, add } = createScene({ resume: { segmentSize: 2 } })
    add({ url, filePath: 'usr/a' })
    add(urlOf('b'))
    await flush()
    platform.nativeOf(urlOf('b')).success(1, refusal)
    await flush()
    platform.nativeOf(url).success(2, {
      statusCode: 206,
      header: { 'Content-Range': 'bytes 0-1/9', ETag: '"1"' },
    })
    await pass(9999)
    expect(platform.running).toEqual([])
    await pass(10_000)
    expect(platform.running.length).toBeGreaterThan(0)
  })

  it('is asked once by each that has waited, though the host refuses the first of them at once', async () => {
    const { platform, add } = createScene({ retry: 0, resume: { segmentSize: 2 } })
    for (const name of ['a', 'c']) add({ url: urlOf(name), filePath: `usr/${name}` }).catch(() => undefined)
    add(urlOf('b')).catch(() => undefined)
    await flush()
    platform.nativeOf(urlOf('b')).success(1, refusal)
    for (const name of ['a', 'c']) {
      const header = { 'Content-Range': 'bytes 0-1/9', ETag: '"1"' }
      platform.nativeOf(urlOf(name)).success(2, { statusCode: 206, header })
    }
    await flush()
    const before = platform.natives.length
    vi.spyOn(platform, 'download').mockImplementationOnce((_, listener) => {
      listener.fail({
        code: 'unknown',
        errMsg: 'downloadFile:fail internal error',
        errno: undefined,
        native: {},
      })
      return { abort: () => undefined }
    })
    await pass(15_000)
    expect(platform.natives.slice(before).map(({ request }) => request.url)).toEqual([urlOf('c')])
  })

  it('is heard though the host has put its refusal where the file of another download is', async () => {
    const { platform, add } = createScene({ retry: { limit: 1, jitter: 'none' } })
    const [one, refused] = [add(urlOf('a')), add(urlOf('b'))]
    await flush()
    platform.nativeOf(urlOf('a')).success(1, { tempFilePath: 'tmp/same' })
    platform.nativeOf(urlOf('b')).success(1, { ...refusal, tempFilePath: 'tmp/same' })
    await pass(9999)
    expect(platform.running).toEqual([])
    await pass(1)
    for (let native = platform.running[0]; native; native = platform.running[0]) {
      native.success(1)
      await flush()
    }
    expect(await Promise.all([one, refused])).toMatchObject([{ attempts: 1 }, { attempts: 2 }])
  })

  it('is not asked by who has waited for the place of the one that it refuses', async () => {
    const scene = createScene({ retry: { jitter: 'none' } })
    const { platform } = scene
    await addTwo(scene)
    platform.natives[1]?.fail('too-many')
    await flush()
    platform.natives[0]?.success(1, refusal)
    await pass(9999)
    expect(platform.natives).toHaveLength(2)
    await pass(1)
    expect(platform.running).toHaveLength(1)
  })

  it('may be aborted, paused and resumed while it is left alone', async () => {
    const { platform, add } = createScene({ concurrency: 1, retry: { jitter: 'none' } })
    add(urlOf('a')).abort()
    const [first, second, third] = ['b', 'c', 'd'].map((name) => add(urlOf(name)))
    await flush()
    platform.running[0]?.success(1, refusal)
    await flush()
    second?.pause()
    third?.abort()
    await pass(10_000)
    expect([first?.state, second?.state, third?.state]).toEqual(['active', 'paused', 'aborted'])
    second?.resume()
    platform.running[0]?.success(1)
    await flush()
    expect(second?.state).toBe('active')
  })

  it.each([
    ['10', '20'],
    ['20', '10'],
  ])('is left alone for the longest of what it has told several: %s and %s seconds', async (...delays) => {
    const { platform, add } = createScene({ concurrency: 2, retry: { jitter: 'none' } })
    add(urlOf('a'))
    add(urlOf('b'))
    add(urlOf('c'))
    await flush()
    for (const delay of delays) {
      platform.running[0]?.success(1, { statusCode: 429, header: { 'Retry-After': delay } })
      await flush()
    }
    await pass(19_999)
    expect(platform.running).toEqual([])
    await pass(1)
    expect(platform.running.length).toBeGreaterThan(0)
  })

  it('needs to say so once: what it refuses meanwhile without a word is no failure', async () => {
    const { platform, add } = createScene({ concurrency: 2, retry: { limit: 0, jitter: 'none' } })
    const [first, second] = [add(urlOf('a')), add(urlOf('b'))]
    await flush()
    platform.natives[0]?.success(1, refusal)
    await flush()
    platform.natives[1]?.success(1, { statusCode: 503 })
    await expect(first).rejects.toMatchObject({ statusCode: 429 })
    await pass(10_000)
    platform.running[0]?.success(1)
    await expect(second).resolves.toMatchObject({ attempts: 1 })
  })

  it('whose refusal is final holds up nobody', async () => {
    const { platform, add } = createScene({ concurrency: 1 })
    add(urlOf('a'))
    add(urlOf('b'))
    await flush()
    platform.running[0]?.success(1, { statusCode: 404, header: { 'Retry-After': '10' } })
    await flush()
    expect(platform.running.map(({ request }) => request.url)).toEqual([urlOf('b')])
  })
})
