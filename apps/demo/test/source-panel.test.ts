import { createInProcessServer, type InProcessServer } from '@miniferry/testing/in-process-server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDownloadPage } from '../src/download-page.js'
import { createFailuresPage } from '../src/failures-page.js'
import { currentSource, type FileSource, storeServer, storeSource } from '../src/file-source.js'
import { publicFiles, publicHosts } from '../src/public-files.js'
import { launch, openDownloads } from './open-downloads.js'
import { leaveGalleries, openGallery } from './open-gallery.js'
import { openPage } from './open-page.js'
import { platforms, type TestPlatform } from './platforms.js'

let server: InProcessServer

beforeEach(() => {
  vi.useFakeTimers()
  server = createInProcessServer()
})
afterEach(() => {
  leaveGalleries()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const choice = (source: FileSource) => ({ currentTarget: { dataset: { source } } })
const typed = (value: string) => ({ detail: { value }, currentTarget: { dataset: {} } })

describe.each(['wechat', 'alipay'] as const)('where files come from on %s', (name) => {
  /** Vendors' hosts have any file; the file server is where it is, or nowhere. */
  function start(isServerUp: boolean, source: FileSource): TestPlatform {
    const platform = platforms[name]([server.origin, ...publicHosts], (url, init) => {
      const isPublic = publicHosts.some((host) => url.startsWith(host))
      if (isPublic) return server.fetch(`${server.origin}/${url.split('/').pop()}?size=50000`, init)
      return isServerUp ? server.fetch(url, init) : server.fetch('http://127.0.0.1:1/', init)
    })
    storeSource(platform.host, source)
    return platform
  }

  test('are the public hosts where no file server answers, and no other choice is offered', async () => {
    const page = openPage(createDownloadPage(start(false, 'public')))
    const { presets, url } = await page.until(({ serverState }) => serverState === 'down')
    expect(page.data).toMatchObject({ source: 'public', canChoose: false, preset: 'photo' })
    expect(presets.slice(0, 4)).toEqual(['photo', 'document', 'clip', 'film'])
    expect(url).toBe(publicFiles.photo)
    page.start()
    expect(await page.until(({ phase }) => phase !== 'running')).toMatchObject({ phase: 'finished' })
  })

  test('are the public hosts on a phone, and the file server on a simulated one, until somebody chooses', () => {
    const { host } = platforms[name]([], server.fetch)
    const device = { ...host.device(), isSimulated: false }
    const real = { ...host, device: () => device }
    expect([currentSource(real), currentSource(host)]).toEqual(['public', 'local'])
    storeSource(host, 'local')
    expect(currentSource(real)).toBe('local')
  })

  test('are offered from the file server as soon as it answers', async () => {
    const page = openPage(createDownloadPage(start(true, 'public')))
    await page.until(({ serverState }) => serverState === 'up')
    expect(page.data.canChoose).toBe(true)
    page.chooseSource(choice('local'))
    expect(page.data).toMatchObject({ source: 'local', preset: 'image' })
    expect(page.data.url).toMatch(/^http:\/\/127\.0\.0\.1:8787\/image/)
  })

  test('are offered from an address that somebody types, though nothing answers yet', async () => {
    const platform = start(false, 'public')
    const page = openPage(createDownloadPage(platform))
    await page.until(({ serverState }) => serverState === 'down')
    page.changeServer(typed('http://127.0.0.1:9/'))
    await page.until(({ canChoose }) => canChoose)
    expect(page.data).toMatchObject({ serverState: 'down', server: 'http://127.0.0.1:9' })
    storeServer(platform.host, server.origin)
  })

  test('are asked about again, and told as gone where the server is gone', async () => {
    let isUp = false
    const platform = platforms[name]([server.origin], (url, init) =>
      server.fetch(isUp ? url : 'http://127.0.0.1:1/', init),
    )
    const page = openPage(createFailuresPage(platform))
    await page.until(({ serverState }) => serverState === 'down')
    isUp = true
    page.askAgain()
    await page.until(({ serverState }) => serverState === 'up')
    expect(page.data.source).toBe('')
  })

  test('is no error page of its own where the failures need the server', async () => {
    const page = openPage(createFailuresPage(start(false, 'public')))
    await page.until(({ serverState }) => serverState === 'down')
    page.runAll()
    const { cases } = await page.until(
      ({ cases, busy }) => !busy && cases.some(({ elapsed }) => elapsed !== ''),
    )
    const run = cases.filter(({ elapsed }) => elapsed !== '').map(({ id }) => id)
    expect(run).toEqual(['unreachable', 'unlisted', 'invalid'])
  })

  test('lets the queue have public files, and one at an address of your own', async () => {
    const platform = start(false, 'public')
    const app = launch(platform)
    const { page, add, until, find } = openDownloads(platform, app)
    expect(page.data.tiles.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['JPG', 'PDF', 'MP4', 'GLB']),
    )
    add('document')
    page.changeOwnUrl(typed(' https://img.alicdn.com/files/report.docx '))
    page.addOwn()
    expect(page.data.ownUrl).toBe('')
    await until('document', 'completed')
    await until('own', 'completed')
    expect(find('own')).toMatchObject({
      fileName: 'report.docx',
      kind: 'DOCX',
      actions: expect.arrayContaining(['open']),
    })
    expect(find('document')?.actions).toContain('open')
  })

  test('lets the cache have public pictures, and one of your own before them', async () => {
    const platform = start(false, 'public')
    const { page, loadAll, find } = openGallery(platform, launch(platform))
    await loadAll()
    expect(page.data.pictures).toHaveLength(12)
    expect(find('earth')).toMatchObject({ state: 'downloaded', policy: 'myqcloud.com' })
    page.changeOwnUrl(typed('https://img.alicdn.com/own.png'))
    page.addOwn()
    await page.until(({ pictures }) => pictures[0]?.id === 'own' && pictures[0].state === 'downloaded')
    expect(page.data.pictures).toHaveLength(13)
  })

  test('says what to do where a public host is not reached or not listed', async () => {
    const platform = platforms[name]([], server.fetch)
    storeSource(platform.host, 'public')
    const page = openPage(createDownloadPage(platform))
    page.start()
    const { error } = await page.until(({ phase }) => phase === 'failed')
    expect(error?.code).toBe('url-not-allowed')
    const advice = () => page.data.text.source.advice['url-not-allowed']
    expect(advice()).toContain('不校验合法域名')
    page.toggleLanguage()
    expect(advice()).toContain('Local settings')
  })
})
