import { createInProcessServer, type InProcessServer } from '@miniferry/testing/in-process-server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDownloadPage } from '../src/download-page.js'
import type { PresetId } from '../src/presets.js'
import { openPage } from './open-page.js'
import { platforms, type TestPlatform } from './platforms.js'

let server: InProcessServer

beforeEach(() => {
  vi.useFakeTimers()
  server = createInProcessServer()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe.each(['wechat', 'alipay'] as const)('the download page on %s', (name) => {
  let platform: TestPlatform

  beforeEach(() => {
    platform = platforms[name]([server.origin], server.fetch)
  })

  function open() {
    const page = openPage(createDownloadPage(platform))
    page.changeServer({ detail: { value: server.origin }, currentTarget: { dataset: {} } })
    return {
      page,
      choose: (preset: PresetId) => page.choosePreset({ currentTarget: { dataset: { preset } } }),
      type: (value: string) => page.changeUrl({ detail: { value }, currentTarget: { dataset: {} } }),
      end: () => page.until(({ phase, progress }) => phase !== 'running' && progress.elapsed !== ''),
    }
  }

  test('downloads an image and shows it', async () => {
    const { page, end } = open()
    page.start()
    const { phase, result, progress } = await end()
    expect(phase).toBe('finished')
    expect(result?.statusCode).toBe('200')
    const bytes = platform.readFile(result?.image ?? '')
    expect(bytes?.subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'))
    expect(progress).toMatchObject({ percent: 100, percentText: '100%' })
  })

  test('shows the headers as soon as they are there', async () => {
    const { page, type, end } = open()
    type(`${server.origin}/file?size=300000&rate=600000`)
    page.start()
    const { phase, headers } = await page.until(({ headers }) => headers.length > 0)
    expect(phase).toBe('running')
    expect(headers).toContainEqual({ name: 'content-length', value: '300000' })
    await end()
  })

  test('shows a progress that rises and ends at the whole', async () => {
    const { page, type, end } = open()
    type(`${server.origin}/file?size=300000&rate=600000`)
    page.start()
    await end()
    const percents = page.patches.flatMap(({ progress }) => (progress?.bytes ? [progress.percent] : []))
    expect(percents.length).toBeGreaterThanOrEqual(3)
    expect(percents).toEqual([...percents].sort((a, b) => a - b))
    expect(percents.at(-1)).toBe(100)
  })

  test('says that the total is unknown where the server does not tell it', async () => {
    const { page, type, end } = open()
    type(`${server.origin}/file?size=20000&length=no`)
    page.start()
    const { progress } = await end()
    expect(progress).toMatchObject({ known: false, bytes: '20.0 kB', total: '' })
  })

  test('downloads from a Chinese path', async () => {
    const { page, choose, end } = open()
    choose('chinese')
    page.start()
    const { result } = await end()
    expect(result?.statusCode).toBe('200')
    expect(server.requests.at(-1)?.path).toBe('/图片/你好.txt')
  })

  test('aborts', async () => {
    const { page, choose, end } = open()
    choose('slow')
    page.start()
    await page.until(({ progress }) => progress.percent > 0)
    page.abort()
    const { phase, error } = await end()
    expect(phase).toBe('stopped')
    expect(error).toMatchObject({ code: 'aborted', retryable: false })
  })

  test('aborts when the page is left', async () => {
    const { page, choose, end } = open()
    choose('slow')
    page.start()
    page.onUnload()
    expect((await end()).error?.code).toBe('aborted')
  })

  test('shows a 404 as a success with a warning', async () => {
    const { page, choose, end } = open()
    choose('missing')
    page.start()
    const { phase, result } = await end()
    expect(phase).toBe('finished')
    expect(result).toMatchObject({ ok: false, statusCode: '404', image: '' })
  })

  test('keeps the file where it was asked to', async () => {
    const { page, type, end } = open()
    type(`${server.origin}/book.pdf?size=1234`)
    page.changeSaveToFile({ detail: { value: true }, currentTarget: { dataset: {} } })
    page.start()
    const { result } = await end()
    const path = `${platform.host.userDataPath()}/download-book.pdf`
    expect(result?.rows).toContainEqual({ name: 'filePath', value: path })
    expect(platform.readFile(path)?.length).toBe(1234)
  })

  test('sends the header and the timeout that were typed', async () => {
    const { page, type, end } = open()
    type(`${server.origin}/never`)
    const change = (field: 'timeout' | 'headerName' | 'headerValue', value: string) =>
      page.changeOption({ detail: { value }, currentTarget: { dataset: { field } } })
    change('timeout', '50')
    change('headerName', 'X-Ferry')
    change('headerValue', 'yes')
    page.start()
    expect((await end()).error?.code).toBe('timeout')
    expect(server.requests.at(-1)?.headers['x-ferry']).toBe('yes')
  })

  test('shows the call that it is about to make', () => {
    const { page, type } = open()
    type('https://a.example/b')
    expect(page.data.code).toBe(
      "const { tempFilePath } = await downloadFile({\n  url: 'https://a.example/b',\n})",
    )
  })

  test('keeps the language over pages', () => {
    const { page } = open()
    expect(page.data.text.start).toBe('开始下载')
    page.toggleLanguage()
    expect(page.data.text.start).toBe('Download')
    expect(open().page.data.language).toBe('en')
    expect(platform.shown.at(-1)).toBe('Download')
  })

  test('goes to another page, and not to its own', () => {
    const { page } = open()
    page.openTab({ currentTarget: { dataset: { path: '/pages/download/download' } } })
    page.openTab({ currentTarget: { dataset: { path: '/pages/support/support' } } })
    expect(platform.shown).toEqual(['下载', '/pages/support/support'])
  })
})

test('offers on each platform only what it has', () => {
  const wechat = platforms.wechat([], server.fetch)
  const onWechat = openPage(createDownloadPage(wechat)).data
  expect(onWechat.options.switches.map(({ name }) => name)).toEqual([
    'enableProfile',
    'enableHttp2',
    'enableQuic',
  ])
  expect(onWechat.presets).not.toContain('data')

  const alipay = platforms.alipay([], server.fetch)
  const onAlipay = openPage(createDownloadPage(alipay)).data
  expect(onAlipay.options.switches).toEqual([])
  expect(onAlipay.presets).toContain('data')
})

test('downloads a data URL on Alipay', async () => {
  const alipay = platforms.alipay([], server.fetch)
  const page = openPage(createDownloadPage(alipay))
  page.choosePreset({ currentTarget: { dataset: { preset: 'data' } } })
  page.start()
  const { result } = await page.until(({ result }) => result !== null)
  expect(alipay.readFile(result?.image ?? '')?.subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'))
})

test('shows a waterfall where the host reports a profile', async () => {
  for (const name of ['wechat', 'alipay'] as const) {
    const page = openPage(createDownloadPage(platforms[name]([server.origin], server.fetch)))
    const url = `${server.origin}/file?size=100000&rate=200000&delay=300`
    page.changeUrl({ detail: { value: url }, currentTarget: { dataset: {} } })
    page.start()
    const { result } = await page.until(({ result }) => result !== null)
    if (name === 'wechat')
      expect(result?.bars.map(({ name }) => name)).toEqual(['dns', 'connect', 'wait', 'download'])
    else expect(result?.bars).toEqual([])
  }
})
