import { createInProcessServer, type InProcessServer } from '@miniferry/testing/in-process-server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { launch, openDownloads, startPhone } from './open-downloads.js'
import type { TestPlatform } from './platforms.js'

let server: InProcessServer

beforeEach(() => {
  vi.useFakeTimers()
  server = createInProcessServer()
  // Repetitions come soon, but late enough to be seen.
  vi.spyOn(Math, 'random').mockReturnValue(0.15)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe.each(['wechat', 'alipay'] as const)('the downloads page on %s', (name) => {
  let platform: TestPlatform

  beforeEach(() => {
    platform = startPhone(name, server)
  })

  test('downloads several files, a few at a time, to exactly what the server has', async () => {
    const { page, add, until, isExact } = openDownloads(platform, launch(platform))
    add('checksum', 'flaky', 'throttled', 'parallel')
    const { entries } = await page.until(({ entries }) => entries.some(({ percent }) => percent > 0))
    expect(entries.map(({ state }) => state)).toEqual(['active', 'active', 'active', 'queued'])

    for (const sample of ['checksum', 'flaky', 'throttled', 'parallel'] as const) {
      await until(sample, 'completed')
      expect(isExact(sample)).toBe(true)
    }
    expect(page.data.summary).toMatchObject({
      counts: '4 个已完成',
      speed: '',
      canPause: false,
      canClear: true,
    })
  })

  test('says how a broken link was mended', async () => {
    const { add, until, find } = openDownloads(platform, launch(platform))
    add('flaky')
    await until('flaky', 'waiting')
    expect(find('flaky')).toMatchObject({ code: 'network', status: expect.stringMatching(/^\d 秒后重试$/) })
    await until('flaky', 'completed')
    const marks = find('flaky')?.badges.map(({ text }) => text)
    expect(marks).toEqual([expect.stringMatching(/^尝试 [4-6] 次$/), expect.stringMatching(/^续传 \d.* MB$/)])
  })

  test('asks for a fresh address whenever the last one has expired, and goes on', async () => {
    const { add, until, find, isExact } = openDownloads(platform, launch(platform))
    add('signed')
    await until('signed', 'completed')
    expect(isExact('signed')).toBe(true)
    const signatures = new Set(server.requests.flatMap(({ query }) => query.signature ?? []))
    expect(signatures.size).toBeGreaterThan(2)
    expect(find('signed')?.badges).toContainEqual({
      text: `第 ${signatures.size} 个地址`,
      kind: 'restored',
    })
    const bytes = server.requests.reduce(
      (sum, { status, bytesSent }) => sum + (status === 206 ? bytesSent : 0),
      0,
    )
    expect(bytes).toBe(5_000_000)
  })

  test('brings nine pictures together, with one bar and one pause', async () => {
    const app = launch(platform)
    const { page } = openDownloads(platform, app)
    page.startPoster()
    await page.until(({ poster }) => poster.percent > 10)
    page.pausePoster()
    await page.until(({ poster }) => poster.state === 'paused')
    expect(
      app.poster.group?.downloads.every(({ state }) => state === 'paused' || state === 'completed'),
    ).toBe(true)
    page.resumePoster()
    const { poster } = await page.until(({ poster }) => poster.state === 'done')
    expect(poster).toMatchObject({ percent: 100, settled: '9 / 9' })
    for (const { path } of poster.pictures)
      expect(platform.readFile(path)?.subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'))
  })

  test('aborts nine pictures together, and shows those that came', async () => {
    const { page } = openDownloads(platform, launch(platform))
    page.startPoster()
    await page.until(({ poster }) => poster.settled.startsWith('2'))
    page.abortPoster()
    const { poster } = await page.until(({ poster }) => poster.state === 'done')
    const came = poster.pictures.filter(({ path }) => path !== '').length
    expect(came).toBeGreaterThanOrEqual(2)
    expect(came).toBeLessThan(9)
  })

  test('pauses, resumes and aborts one', async () => {
    const { page, add, pause, resume, abort, until, untilMoving, find, hasFile } = openDownloads(
      platform,
      launch(platform),
    )
    add('big', 'throttled')
    await untilMoving('big')
    pause('big')
    await until('big', 'paused')
    expect(page.data.summary).toMatchObject({ canPause: true, canResume: true })
    const { percent } = find('big') ?? {}

    resume('big')
    await page.until(() => (find('big')?.percent ?? 0) > (percent ?? 0))
    abort('big')
    await until('big', 'aborted')
    expect(find('big')).toMatchObject({ status: '已取消', code: '' })
    expect(hasFile('big')).toBe(false)
    await until('throttled', 'completed')
  })

  test('pauses, resumes and aborts all', async () => {
    const { page, add, untilMoving } = openDownloads(platform, launch(platform))
    const all = (state: string) =>
      page.until(({ entries }) => entries.every((entry) => entry.state === state))
    add('big', 'throttled', 'parallel', 'checksum')
    await untilMoving('throttled')
    page.pauseAll()
    await all('paused')
    expect(page.data.summary.counts).toBe('4 个已暂停')
    page.resumeAll()
    await page.until(({ summary }) => summary.counts === '3 个下载中 · 1 个等待')
    page.abortAll()
    await all('aborted')
    page.clear()
    await page.until(({ entries }) => entries.length === 0)
  })

  test('puts an urgent one before those that wait', async () => {
    const { page, add, find } = openDownloads(platform, launch(platform))
    add('checksum', 'throttled', 'throttled', 'flaky')
    page.choosePriority({ currentTarget: { dataset: { priority: 'urgent' } } })
    add('parallel')
    await page.until(() => find('parallel')?.state === 'active')
    expect(find('flaky')?.state).toBe('queued')
    expect(find('parallel')?.badges[0]?.text).toBe('优先')
  })

  test('fails with a reason, tries again in the same line, and removes it', async () => {
    const { page, add, again, remove, until, find } = openDownloads(platform, launch(platform))
    const bad = name === 'wechat' ? 'missing' : 'oversized'
    add(bad, 'changed')
    await until(bad, 'failed')
    expect(find(bad)).toMatchObject(
      name === 'wechat'
        ? { code: 'http-status', errMsg: 'downloadFile:fail status 404' }
        : { code: 'too-large' },
    )
    await until('changed', 'failed')
    expect(find('changed')?.code).toBe('integrity')

    const { key } = find(bad) ?? {}
    again(bad)
    await page.until(() => find(bad)?.key !== key && find(bad)?.state === 'failed')
    expect(page.data.entries.map(({ sample }) => sample)).toEqual([bad, 'changed'])
    remove(bad)
    await page.until(({ entries }) => entries.length === 1)
  })

  test('shows what goes on above what has ended', async () => {
    const { page, add, until } = openDownloads(platform, launch(platform))
    add('changed', 'throttled')
    await until('changed', 'failed')
    expect(page.data.entries.map(({ sample }) => sample)).toEqual(['throttled', 'changed'])
  })

  test('removes the file with its line', async () => {
    const app = launch(platform)
    const { page, add, remove, until } = openDownloads(platform, app)
    add('checksum')
    await until('checksum', 'completed')
    const path = `${platform.host.userDataPath()}/downloads/book.pdf`
    expect(app.downloads.entries[0]?.record.outcome?.file).toEqual({ path, fileName: 'book.pdf' })
    expect(platform.readFile(path)).toHaveLength(4_000_000)
    remove('checksum')
    await page.until(({ entries }) => entries.length === 0)
    expect(platform.readFile(path)).toBeUndefined()
  })

  test('goes on while another page is open', async () => {
    const app = launch(platform)
    const first = openDownloads(platform, app)
    first.add('throttled')
    await first.untilMoving('throttled')
    first.page.onUnload()
    const painted = first.page.patches.length

    const second = openDownloads(platform, app)
    expect(second.find('throttled')?.state).toBe('active')
    await second.until('throttled', 'completed')
    expect(first.page.patches).toHaveLength(painted)
    second.page.onUnload()
  })

  test('paints the list a few times a second, whatever happens', async () => {
    const { page, add } = openDownloads(platform, launch(platform))
    const start = Date.now()
    const before = page.patches.length
    add('checksum', 'parallel', 'flaky', 'busy', 'throttled')
    await page.until(
      ({ entries }) => entries.every(({ state }) => state === 'completed') && entries.length === 5,
    )
    const most = (Date.now() - start) / 150 + 2
    expect(page.patches.length - before).toBeLessThanOrEqual(most)
  })

  test('speaks the other language at once', async () => {
    const { page, add, find, until } = openDownloads(platform, launch(platform))
    add('changed')
    await until('changed', 'failed')
    page.toggleLanguage()
    expect(find('changed')).toMatchObject({ status: 'Failed', code: 'integrity' })
    expect(page.data.text.codes.integrity).toBe('Not the size or checksum promised')
    expect(page.data.tiles[0]?.note).toBe(name === 'wechat' ? '20 MB' : '8 MB')
    expect(platform.shown.at(-1)).toBe('Queue')
  })
})
