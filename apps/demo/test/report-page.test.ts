import { readFileSync } from 'node:fs'
import { createInProcessServer } from '@miniferry/testing/in-process-server'
import { pass } from '@miniferry/testing/virtual-time'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { questionIds, questions } from '../src/device-report/questions.js'
import { storeServer } from '../src/file-source.js'
import { createReportPage } from '../src/report-page.js'
import { openPage } from './open-page.js'
import { platforms } from './platforms.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A phone that differs from what is assumed in one thing. */
function open(name: 'wechat' | 'alipay', address?: string) {
  const { origin, doors, fetch } = createInProcessServer({ doors: 3 })
  const knobs = { renameExisting: name === 'wechat' ? 'refuse' : 'replace' } as const
  const platform = platforms[name]([origin, ...doors], fetch, { knobs })
  storeServer(platform.host, address ?? origin)
  return { platform, page: openPage(createReportPage(platform)) }
}

describe.each(['wechat', 'alipay'] as const)('the page of the device report on %s', (name) => {
  test('asks nothing by itself', () => {
    const { page } = open(name)
    expect(page.data).toMatchObject({ step: '', hasFindings: false })
    expect(page.data.rows.every(({ state }) => state === 'open')).toBe(true)
    expect(page.data.device.isSimulated).toBe(true)
  })

  test('shows what is otherwise than assumed, in both languages', async () => {
    const { page } = open(name)
    await pass(page.start())
    const different = page.data.rows.filter(({ state }) => state === 'different')
    expect(different.map(({ title }) => title)).toEqual(['rename 到已有的文件'])
    page.toggleLanguage()
    expect(page.data.rows.find(({ state }) => state === 'different')).toMatchObject({
      title: 'rename onto a file that exists',
      found: name === 'wechat' ? 'refuse' : 'replace',
      assumed: name === 'wechat' ? 'replace' : 'refuse',
    })
    expect(page.data.counts.different).toBe(1)
    expect(page.data.step).toBe('')
  })

  test('copies a text with all answers and who gave them, without the address of the server', async () => {
    const { page, platform } = open(name)
    await pass(page.start())
    page.copy()
    expect(page.data.copied).toBe(true)
    const [text = ''] = platform.copied
    expect(text).toMatch(
      /^Miniferry device report, \d{4}-\d\d-\d\d\n(WeChat|Alipay) \d.*, base library \d.*, \w+ Simulator, iOS\n/i,
    )
    expect(text).toContain('This is the simulator, and no phone.')
    expect(text).toMatch(/^≠ renameExisting: re\w+ \(assumed re\w+\) {2}\/\/ (success|fail) after \d+ ms \{/m)
    for (const id of questionIds) expect(text).toContain(` ${id}: `)
    expect(text).not.toContain('127.0.0.1')
  })

  test('says so where the server cannot be reached, and asks nothing else', async () => {
    const { page } = open(name, 'http://127.0.0.1:8786')
    await pass(page.start())
    expect(page.data.failure).toMatch(/^手机连不上文件服务器：fail /)
    expect(page.data).toMatchObject({ hasFindings: false, step: '' })
  })

  test('leaves a question open where somebody else than the file server answers, and asks the others', async () => {
    const server = createInProcessServer()
    const { origin } = server
    const fetch: typeof server.fetch = (url, init) => server.fetch(url.replace('/doors?', '/book.pdf?'), init)
    const platform = platforms[name]([origin], fetch)
    storeServer(platform.host, origin)
    const page = openPage(createReportPage(platform))
    await pass(page.start())
    const open = page.data.rows.filter(({ state }) => state === 'open')
    expect(open.map(({ id }) => id)).toEqual(['parallelLimit', 'parallelOverflow'])
  })

  test('runs once at a time, and asks no more when it was left', async () => {
    const { page } = open(name)
    const running = page.start()
    await page.until(({ step }) => step === '2 / 9')
    await page.start()
    page.onUnload()
    await pass(running)
    expect(page.data.rows.some(({ state }) => state === 'open')).toBe(true)
  })

  test('leaves no file behind', async () => {
    const { page, platform } = open(name)
    await pass(page.start())
    const files = await new Promise<string[]>((resolve) => {
      const { readdir } = platform.host.native().getFileSystemManager() as never as {
        readdir(options: { dirPath: string; success(result: { files: string[] }): void }): void
      }
      readdir({ dirPath: platform.host.userDataPath(), success: ({ files }) => resolve(files) })
    })
    expect(files).toEqual([])
  })
})

test.each([
  ['host-behaviour.md', 1],
  ['host-behaviour.zh-CN.md', 0],
] as const)('docs/%s has every question and what is assumed', (file, language) => {
  const page = readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8')
  const rows = page.split('\n').filter((line) => line.includes('<br>`'))
  const measured = ['测量', 'measured'][language]
  const expected = questionIds.map((id) => {
    const { title, assumed } = questions[id]
    const words = assumed ? [`\`${assumed.wechat}\``, `\`${assumed.alipay}\``] : [measured, measured]
    return `| ${title[language]}<br>\`${id}\` | ${words.join(' | ')}`
  })
  expect(rows.map((row) => row.split(' | ').slice(0, 3).join(' | '))).toEqual(expected)
})
