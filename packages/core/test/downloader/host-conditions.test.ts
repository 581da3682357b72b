import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DownloadErrorCode } from '../../src/index.js'
import { createScene, flush, pass, type Scene, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A downloader that has seen this network. */
async function createSceneOn(...[config, options]: Parameters<typeof createScene>): Promise<Scene> {
  const scene = createScene(config, options)
  scene.add(urlOf('first')).abort()
  await flush()
  return scene
}

describe('without a network', () => {
  it('nothing is started and no attempt spent until it is back', async () => {
    const { platform, downloader, add } = await createSceneOn()
    const waits: object[] = []
    downloader.on('wait', (event) => waits.push(event))
    platform.setNetwork('none')
    const download = add(urlOf('a'))
    await pass(100_000)
    expect(download).toMatchObject({ state: 'waiting', waitingFor: 'network', attempts: 0 })
    expect(platform.natives).toHaveLength(0)
    expect(waits).toEqual([{ download, reason: 'network' }])
    platform.setNetwork('cellular')
    await flush()
    expect(download).toMatchObject({ state: 'active', waitingFor: undefined, attempts: 1 })
    expect(platform.natives).toHaveLength(1)
  })

  it('that is found out by the first failure only, no attempt is spent', async () => {
    const { platform, add } = createScene({ retry: 0 }, { network: 'none' })
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('network')
    await flush()
    expect(download).toMatchObject({ state: 'waiting', waitingFor: 'network', attempts: 0 })
    platform.setNetwork('wifi')
    await flush()
    platform.running[0]?.success()
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('the host is asked every ten seconds, however many wait, since an event may have been lost', async () => {
    const { platform, add } = await createSceneOn()
    platform.setNetwork('none')
    const downloads = ['a', 'b', 'c'].map((name) => add(urlOf(name)))
    await flush()
    const before = platform.asked
    await pass(25_000)
    expect(platform.asked - before).toBe(2)
    platform.setNetwork('wifi', true)
    await pass(5000)
    expect(downloads.map(({ state }) => state)).toEqual(['active', 'active', 'active'])
  })

  it('only those whose turn it is are told so', async () => {
    const { platform, add } = await createSceneOn({ concurrency: 2 })
    platform.setNetwork('none')
    const downloads = ['a', 'b', 'c'].map((name) => add(urlOf(name)))
    await flush()
    expect(downloads.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'queued'])
    platform.setNetwork('wifi')
    await flush()
    expect(downloads.map(({ state }) => state)).toEqual(['active', 'active', 'queued'])
  })

  it('they come back in their order', async () => {
    const { platform, add } = await createSceneOn({ concurrency: 1 })
    platform.setNetwork('none')
    add(urlOf('a'))
    add({ url: urlOf('b'), priority: 1 })
    await flush()
    platform.setNetwork('wifi')
    await flush()
    expect(platform.natives.map(({ request }) => request.url)).toEqual([urlOf('b')])
  })

  it('a retry whose time has come waits as well', async () => {
    const { platform, add } = await createSceneOn()
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('network')
    await flush()
    platform.setNetwork('none')
    expect(download.waitingFor).toBe('retry')
    await pass(1000)
    expect(download).toMatchObject({ waitingFor: 'network', attempts: 1 })
  })

  it.each(['abort', 'pause'] as const)(
    '%s works, and nothing comes back with the network',
    async (method) => {
      const { platform, add } = await createSceneOn()
      platform.setNetwork('none')
      const download = add(urlOf('a'))
      await flush()
      download[method]()
      platform.setNetwork('wifi')
      await flush()
      expect(download.state).toBe(method === 'abort' ? 'aborted' : 'paused')
      expect(platform.natives).toHaveLength(0)
    },
  )
})

describe('a download that is for Wi-Fi only', () => {
  it('is stopped where that is gone, and left to the host in the background', async () => {
    const { platform, add } = await createSceneOn()
    const download = add({ url: urlOf('a'), network: 'wifi' })
    await flush()
    platform.setLifecycle('background')
    await flush()
    expect([download.state, platform.running.length]).toEqual(['active', 1])
    platform.setLifecycle('foreground')
    platform.setNetwork('cellular')
    await flush()
    expect([download.waitingFor, platform.running.length]).toEqual(['network', 0])
  })
})

describe('a change of network', () => {
  it.each(['network', 'interrupted', 'timeout', 'stalled'] as const)(
    'before a failure of code %s makes it no attempt',
    async (code) => {
      const { platform, add } = await createSceneOn({ retry: 0 })
      const download = add(urlOf('a'))
      await flush()
      platform.setNetwork('cellular')
      platform.running[0]?.fail(code)
      await flush()
      expect(platform.natives).toHaveLength(2)
      expect(download).toMatchObject({ state: 'active', attempts: 1 })
    },
  )

  it('whose event comes after the failure makes it no attempt either', async () => {
    const { platform, add } = await createSceneOn({ retry: 0 })
    const download = add(urlOf('a'))
    await flush()
    platform.setNetwork('cellular', true)
    platform.running[0]?.fail('network')
    await flush()
    expect(platform.natives).toHaveLength(2)
    platform.setNetwork('cellular')
    platform.running[0]?.success()
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('before the attempt began excuses nothing', async () => {
    const { platform, add } = await createSceneOn({ retry: 0 })
    platform.setNetwork('cellular')
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('network')
    await expect(download).rejects.toMatchObject({ code: 'network' })
  })

  it.each(['tls', 'url-not-allowed', 'storage-full'] satisfies DownloadErrorCode[])(
    'does not excuse a failure of code %s',
    async (code) => {
      const { platform, add } = await createSceneOn()
      const download = add(urlOf('a'))
      await flush()
      platform.setNetwork('cellular')
      platform.running[0]?.fail(code)
      await expect(download).rejects.toMatchObject({ code })
    },
  )

  it('leaves a download alone that goes on over it', async () => {
    const { platform, add } = await createSceneOn()
    const download = add(urlOf('a'))
    await flush()
    platform.setNetwork('none')
    platform.setNetwork('cellular')
    expect(platform.natives[0]?.isAborted).toBe(false)
    platform.running[0]?.success()
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })
})

describe('a download that wants Wi-Fi', () => {
  it.each(['cellular', 'unknown', 'none'] as const)('waits on %s', async (network) => {
    const { platform, add } = createScene({}, { network })
    const download = add({ url: urlOf('a'), network: 'wifi' })
    await flush()
    expect(download).toMatchObject({ state: 'waiting', waitingFor: 'network', attempts: 0 })
    expect(platform.natives).toHaveLength(0)
    platform.setNetwork('wifi')
    await flush()
    expect(download).toMatchObject({ state: 'active', attempts: 1 })
  })

  it('does not hold up those that do not', async () => {
    const { platform, add } = createScene({ concurrency: 1, network: 'wifi' }, { network: 'cellular' })
    for (let count = 0; count < 5; count += 1) add({ url: urlOf(String(count)), priority: 5 })
    const other = add({ url: urlOf('any'), network: 'any' })
    await flush()
    expect(other.state).toBe('active')
    expect(platform.natives).toHaveLength(1)
  })

  it('is stopped when Wi-Fi is lost midway, and goes on when it is back, for no attempt', async () => {
    const { platform, add } = await createSceneOn({ retry: 0 })
    const download = add({ url: urlOf('a'), network: 'wifi' })
    const other = add(urlOf('b'))
    await flush()
    platform.setNetwork('cellular')
    await flush()
    expect(download).toMatchObject({ state: 'waiting', waitingFor: 'network', attempts: 0 })
    expect(platform.nativeOf(urlOf('a')).isAborted).toBe(true)
    expect(other.state).toBe('active')
    platform.setNetwork('wifi')
    await flush()
    platform.nativeOf(urlOf('a')).success()
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })
})

describe('in the background', () => {
  it('nothing is started until the foreground is back', async () => {
    const { platform, downloader, add } = await createSceneOn()
    const reasons: string[] = []
    downloader.on('wait', ({ reason }) => reasons.push(reason))
    platform.setLifecycle('background')
    const download = add(urlOf('a'))
    await pass(100_000)
    expect(download).toMatchObject({ state: 'waiting', waitingFor: 'foreground', attempts: 0 })
    expect(reasons).toEqual(['foreground'])
    expect(platform.natives).toHaveLength(0)
    platform.setLifecycle('foreground')
    await flush()
    expect(download).toMatchObject({ state: 'active', attempts: 1 })
  })

  it('what runs goes on, and what is cut there waits for the foreground, for no attempt', async () => {
    const { platform, add } = await createSceneOn({ retry: 0 })
    const [first, second] = [add(urlOf('a')), add(urlOf('b'))]
    await flush()
    platform.setLifecycle('background')
    platform.nativeOf(urlOf('a')).success()
    platform.nativeOf(urlOf('b')).fail('interrupted')
    await flush()
    expect(first.state).toBe('completed')
    expect(second).toMatchObject({ state: 'waiting', waitingFor: 'foreground', attempts: 0 })
    platform.setLifecycle('foreground')
    await flush()
    expect(second).toMatchObject({ state: 'active', attempts: 1 })
  })

  it('what was cut there and says so in the foreground goes on at once', async () => {
    const { platform, add } = await createSceneOn({ retry: 0 })
    const download = add(urlOf('a'))
    await flush()
    platform.setLifecycle('background')
    platform.setLifecycle('foreground')
    platform.running[0]?.fail('network')
    await flush()
    expect(download).toMatchObject({ state: 'active', attempts: 1 })
    expect(platform.natives).toHaveLength(2)
  })
})

describe('an interruption', () => {
  it('on a host that has not told where the app is waits for the foreground, and is no attempt', async () => {
    const { platform, add } = await createSceneOn({ retry: 0 })
    const download = add(urlOf('a'))
    for (let count = 1; count < 8; count += 1) {
      await flush()
      expect(platform.natives).toHaveLength(count)
      platform.running[0]?.fail('interrupted')
      await flush()
      expect(download).toMatchObject({ state: 'waiting', waitingFor: 'foreground', attempts: 0 })
      await pass(9999)
      expect(platform.natives).toHaveLength(count)
      await pass(1)
    }
    platform.running[0]?.success()
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('ends as soon as the host tells that the app is in the foreground', async () => {
    const { platform, add } = await createSceneOn({ retry: 0 })
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('interrupted')
    await flush()
    platform.setLifecycle('foreground')
    await flush()
    expect(download).toMatchObject({ state: 'active', attempts: 1 })
    expect(platform.natives).toHaveLength(2)
  })

  it('in the foreground, as the host has told, is a failure like others', async () => {
    const { platform, add } = await createSceneOn({ retry: 0 })
    platform.setLifecycle('background')
    platform.setLifecycle('foreground')
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('interrupted')
    await expect(download).rejects.toMatchObject({ code: 'interrupted' })
  })

  it('holds back the others as well, which are not interrupted one by one', async () => {
    const { platform, add } = await createSceneOn({ concurrency: 2 })
    const downloads = ['a', 'b', 'c'].map((name) => add(urlOf(name)))
    await flush()
    platform.natives[0]?.fail('interrupted')
    platform.natives[1]?.fail('interrupted')
    await flush()
    expect(platform.natives).toHaveLength(2)
    expect(downloads.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'queued'])
  })
})

describe('an event that was lost', () => {
  it('is made up for by a question now and then while downloads wait', async () => {
    const { platform, add } = await createSceneOn()
    platform.setNetwork('none')
    const download = add(urlOf('a'))
    await flush()
    platform.setNetwork('wifi', true)
    await pass(10_000)
    expect(download.state).toBe('active')
    platform.natives[0]?.success()
    await download
    const { asked } = platform
    await pass(100_000)
    expect(platform.asked).toBe(asked)
  })

  it.each([
    ['another download is added', ({ add }: Scene) => void add(urlOf('b'))],
    ['one is resumed', ({ downloader }: Scene) => downloader.resume()],
    ['the app comes to the foreground', ({ platform }: Scene) => platform.setLifecycle('foreground')],
  ])('is made up for when %s', async (_, act) => {
    const scene = await createSceneOn()
    scene.platform.setNetwork('none')
    const download = scene.add(urlOf('a'))
    await flush()
    scene.platform.setNetwork('wifi', true)
    act(scene)
    await flush()
    expect(download.state).toBe('active')
  })
})

describe('silence after a change of network', () => {
  it('ends what is silent since, in five seconds, and is no attempt', async () => {
    const { platform, add } = await createSceneOn({ retry: 0 })
    const download = add(urlOf('a'))
    await flush()
    platform.natives[0]?.progress(1, 10)
    platform.setNetwork('cellular')
    await pass(4999)
    expect(platform.natives[0]?.isAborted).toBe(false)
    await pass(1)
    expect(platform.natives[0]?.isAborted).toBe(true)
    expect(platform.natives).toHaveLength(2)
    expect(download).toMatchObject({ state: 'active', attempts: 1 })
    platform.natives[1]?.success()
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('ends what is silent without a network, which then waits for one', async () => {
    const { platform, add } = await createSceneOn({ retry: 0 })
    const download = add(urlOf('a'))
    await flush()
    platform.setNetwork('none')
    await pass(5000)
    expect(platform.natives[0]?.isAborted).toBe(true)
    expect(download).toMatchObject({ state: 'waiting', waitingFor: 'network' })
    platform.setNetwork('wifi')
    await flush()
    expect(download.state).toBe('active')
  })

  it.each(['progress', 'headers'] as const)('is none where %s came', async (event) => {
    const { platform, add } = await createSceneOn()
    add(urlOf('a'))
    await flush()
    platform.setNetwork('cellular')
    await pass(4999)
    if (event === 'progress') platform.natives[0]?.progress(1, 10)
    else platform.natives[0]?.headers()
    await pass(20_000)
    expect(platform.natives[0]?.isAborted).toBe(false)
  })

  it('counts from the first of several changes', async () => {
    const { platform, add } = await createSceneOn()
    add(urlOf('a'))
    await flush()
    platform.setNetwork('cellular')
    await pass(3000)
    platform.setNetwork('wifi')
    await pass(2000)
    expect(platform.natives[0]?.isAborted).toBe(true)
  })

  it('does not end what has not begun', async () => {
    const { platform, add } = await createSceneOn({}, { limits: { parallelDownloads: 1 } })
    const first = add({ url: urlOf('a') })
    const second = add({ url: urlOf('b') })
    await flush()
    platform.setNetwork('cellular')
    platform.natives[0]?.progress(1, 2)
    await pass(10_000)
    expect([first.state, second.attempts]).toEqual(['active', second.attempts])
    platform.natives[0]?.success()
    await flush()
    await pass(10_000)
    expect(platform.running.map(({ request }) => request.url)).toEqual([urlOf('b')])
  })
})
