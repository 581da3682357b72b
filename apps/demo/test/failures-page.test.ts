import { createInProcessServer, type InProcessServer } from '@miniferry/testing/in-process-server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFailuresPage } from '../src/failures-page.js'
import { storeServer } from '../src/file-source.js'
import { openPage } from './open-page.js'
import { platforms } from './platforms.js'

let server: InProcessServer

beforeEach(() => {
  vi.useFakeTimers()
  server = createInProcessServer()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function open(name: 'wechat' | 'alipay') {
  const platform = platforms[name]([server.origin, 'http://127.0.0.1:8786'], server.fetch)
  storeServer(platform.host, server.origin)
  return openPage(createFailuresPage(platform))
}

describe.each(['wechat', 'alipay'] as const)('the failures page on %s', (name) => {
  test('fails in every way, with the same code on both platforms', async () => {
    const page = open(name)
    page.runAll()
    const { cases } = await page.until(({ cases }) => cases.every(({ elapsed }) => elapsed !== ''))
    expect(cases.map(({ id, error }) => [id, error?.code])).toEqual([
      ['missing', undefined],
      ['timeout', 'timeout'],
      ['unreachable', 'network'],
      ['unlisted', 'url-not-allowed'],
      ['invalid', 'invalid-argument'],
      ['reset', 'network'],
      ['abort', 'aborted'],
    ])
    expect(cases[0]?.success?.statusCode).toBe('404')
    expect(page.data.busy).toBe(false)
  })

  test('shows the object of the host beside ours, and none where the host was not called', async () => {
    const page = open(name)
    page.runCase({ currentTarget: { dataset: { case: 'unlisted' } } })
    page.runCase({ currentTarget: { dataset: { case: 'invalid' } } })
    const { cases } = await page.until(
      ({ cases }) => cases.filter(({ error }) => error !== null).length === 2,
    )
    const native = (id: string) => cases.find((entry) => entry.id === id)?.error?.native
    expect(JSON.parse(native('unlisted') ?? '')).toMatchObject(
      name === 'wechat'
        ? { errMsg: 'downloadFile:fail url not in domain list', errno: 600002 }
        : { error: 4, errorMessage: '无权调用' },
    )
    expect(native('invalid')).toBe('')
  })

  test('translates what a failure means', async () => {
    const page = open(name)
    page.runCase({ currentTarget: { dataset: { case: 'invalid' } } })
    await page.until(({ busy, cases }) => !busy && cases.some(({ error }) => error !== null))
    const { error } = page.data.cases.find(({ id }) => id === 'invalid') ?? {}
    const meaning = () => page.data.text.codes[error?.code ?? 'unknown']
    expect(meaning()).toBe('参数不合法')
    page.toggleLanguage()
    expect(meaning()).toBe('A bad argument')
  })
})
