import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Download, DownloadErrorCode, DownloaderConfig } from '../../src/index.js'
import { createScene, failure, flush, pass, pathsOf, type Scene, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

interface Running extends Scene {
  readonly download: Download
}

async function run(config: Omit<DownloaderConfig, 'platform'> = {}): Promise<Running> {
  const scene = createScene(config)
  const download = scene.add(urlOf('a'))
  await flush()
  return { ...scene, download }
}

/** Fails attempt after attempt until no more come; returns how many there were. */
async function exhaust({ platform }: Scene, code: DownloadErrorCode, isReached = false): Promise<number> {
  for (let native = platform.running[0]; native; native = platform.running[0]) {
    if (isReached) native.headers()
    native.fail(code)
    // The longest delay, and less than the timeout of the attempt that follows.
    await pass(30_000)
  }
  return platform.natives.length
}

describe('a failure', () => {
  it.each(['timeout', 'stalled', 'network', 'too-many', 'unknown'] as const)(
    'of code %s is tried again',
    async (code) => {
      const { platform, download } = await run()
      platform.natives[0]?.fail(code)
      await flush()
      expect(download.state).toBe('waiting')
      expect(download.waitingFor).toBe('retry')
      await pass(999)
      expect(platform.natives).toHaveLength(1)
      await pass(1)
      expect(platform.natives).toHaveLength(2)
      expect(download.attempts).toBe(2)
      platform.natives[1]?.success()
      await expect(download).resolves.toMatchObject({ attempts: 2 })
    },
  )

  it.each([
    'tls',
    'url-not-allowed',
    'invalid-argument',
    'too-large',
    'storage-full',
    'file-system',
    'integrity',
    'unsupported',
    'aborted',
  ] as const)('of code %s is the end', async (code) => {
    const { platform, download } = await run()
    // A file that is not what it had to be has been fetched once more, at once.
    if (code === 'integrity') {
      platform.natives[0]?.fail(code)
      await flush()
    }
    platform.running[0]?.fail(code)
    await expect(download).rejects.toMatchObject({ code, url: urlOf('a'), platform: 'stub' })
    expect(download.state).toBe('failed')
    await pass(400_000)
    expect(platform.natives).toHaveLength(code === 'integrity' ? 2 : 1)
  })

  it.each([408, 425, 429, 500, 502, 503, 504])('with status %i is tried again', async (statusCode) => {
    const { platform, download } = await run()
    platform.natives[0]?.success(3, { statusCode })
    await flush()
    expect(download.waitingFor).toBe('retry')
  })

  it.each([199, 300, 304, 400, 401, 403, 404, 410, 416, 501, 505])(
    'with status %i is the end',
    async (statusCode) => {
      const { platform, download } = await run()
      platform.natives[0]?.success(3, { statusCode })
      await expect(download).rejects.toMatchObject({ code: 'http-status', statusCode })
      expect(platform.natives).toHaveLength(1)
    },
  )

  it('with a status that the app accepts is none', async () => {
    const { platform, download } = await run({ validateStatus: (status) => status === 404 })
    platform.natives[0]?.success(3, { statusCode: 404 })
    await expect(download).resolves.toMatchObject({ statusCode: 404 })
  })

  it('with an http status removes the error page', async () => {
    const { platform, download } = await run({ retry: 0 })
    platform.natives[0]?.success(3, { statusCode: 500 })
    await failure(download)
    await flush()
    expect(pathsOf(platform)).toEqual([])
  })
})

describe('a temporary file that nobody needs', () => {
  const refuse = async ({ add, platform }: ReturnType<typeof createScene>) => {
    const download = add({ url: urlOf('a'), retry: 0 })
    await flush()
    platform.running[0]?.success(3, { statusCode: 404 })
    expect(await failure(download)).toMatchObject({ errMsg: 'downloadFile:fail status 404', statusCode: 404 })
    await flush()
  }

  it('is moved into our folder, where it may be removed', async () => {
    const scene = createScene()
    const saveFile = vi.spyOn(scene.platform.files, 'saveFile')
    await refuse(scene)
    expect(saveFile.mock.calls).toEqual([
      ['tmp/0', expect.stringMatching(/^usr\/miniferry\/downloads\/discarded-/)],
    ])
    expect(pathsOf(scene.platform)).toEqual([])
  })

  it('is removed by the very first download too, before which there is no folder', async () => {
    const scene = createScene()
    const { files } = scene.platform
    const { saveFile } = files
    const mkdir = vi.spyOn(files, 'mkdir')
    vi.spyOn(files, 'saveFile').mockImplementation((from, to) =>
      mkdir.mock.calls.some(([path]) => path === 'usr/miniferry/downloads')
        ? saveFile(from, to)
        : Promise.reject(new Error('no such folder')),
    )
    await refuse(scene)
    expect(pathsOf(scene.platform)).toEqual([])
  })

  it('is left to the host where it cannot be moved, and fails nothing', async () => {
    const scene = createScene()
    vi.spyOn(scene.platform.files, 'saveFile').mockRejectedValue(new Error('full'))
    await refuse(scene)
    expect(pathsOf(scene.platform)).toEqual(['tmp/0'])
  })
})

describe('the limit', () => {
  it('is three repetitions, each after twice the time', async () => {
    const scene = await run()
    const delays: number[] = []
    scene.downloader.on('retry', ({ delay }) => delays.push(delay))
    expect(await exhaust(scene, 'network', true)).toBe(4)
    expect(delays).toEqual([1000, 2000, 4000])
    await expect(scene.download).rejects.toMatchObject({ code: 'network' })
    expect(scene.download.attempts).toBe(4)
  })

  it.each([
    [0, 1],
    [1, 2],
    [7, 8],
  ])('as the number %i makes %i attempts', async (retry, attempts) => {
    const scene = createScene({ retry: 9 })
    scene.add({ url: urlOf('a'), retry })
    await flush()
    expect(await exhaust(scene, 'network')).toBe(attempts)
  })

  it('may be infinite', async () => {
    const { platform, download } = await run({ retry: { limit: Number.POSITIVE_INFINITY } })
    for (let count = 0; count < 100; count += 1) {
      platform.running[0]?.fail('network')
      await pass(30_000)
    }
    expect(download.attempts).toBe(101)
  })

  it('of the request goes over that of the downloader field by field', async () => {
    const scene = createScene({ retry: { limit: 1, minDelay: 7 } })
    const delays: number[] = []
    scene.downloader.on('retry', ({ delay }) => delays.push(delay))
    scene.add({ url: urlOf('a'), retry: { limit: 2 } })
    await flush()
    await exhaust(scene, 'network')
    expect(delays).toEqual([7, 14])
  })

  it('waits a random part of the delay by default', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.25)
    const { platform, downloader, add } = createScene({ retry: { jitter: 'full' } })
    const delays: number[] = []
    downloader.on('retry', ({ delay }) => delays.push(delay))
    add(urlOf('a'))
    await flush()
    platform.natives[0]?.fail('network')
    await pass(250)
    expect(delays).toEqual([250])
    expect(platform.natives).toHaveLength(2)
  })
})

describe('connectLimit', () => {
  it('counts attempts that never reached the server apart', async () => {
    expect(await exhaust(await run({ retry: { limit: 5, connectLimit: 1 } }), 'network')).toBe(2)
    expect(await exhaust(await run({ retry: { limit: 5, connectLimit: 1 } }), 'network', true)).toBe(6)
    expect(await exhaust(await run({ retry: { limit: 1, connectLimit: 5 } }), 'network')).toBe(6)
  })

  it('leaves the other count as it is', async () => {
    const { platform, download } = await run({ retry: { limit: 1, connectLimit: 1 } })
    platform.running[0]?.fail('network')
    await pass(5000)
    platform.running[0]?.progress(1)
    platform.running[0]?.fail('network')
    await pass(5000)
    expect(download.state).toBe('active')
    platform.running[0]?.fail('network')
    await expect(download).rejects.toMatchObject({ code: 'network' })
    expect(platform.natives).toHaveLength(3)
  })

  it('is the limit if it is not given, and a status counts as reached', async () => {
    expect(await exhaust(await run({ retry: { limit: 2 } }), 'network')).toBe(3)
    const { platform, download } = await run({ retry: { limit: 1, connectLimit: 0 } })
    platform.natives[0]?.success(3, { statusCode: 503 })
    await flush()
    expect(download.waitingFor).toBe('retry')
  })
})
