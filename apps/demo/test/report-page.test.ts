import { pass } from '@miniferry/testing/virtual-time'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { host as alipayHost } from '../alipay/host.js'
import { probeHost as alipayProbeHost } from '../alipay/probe-host.js'
import { readReport } from '../src/device-report/read-report.js'
import { createReportPage } from '../src/report-page.js'
import { storeServer } from '../src/server-address.js'
import { host as wechatHost } from '../wechat/host.js'
import { probeHost as wechatProbeHost } from '../wechat/probe-host.js'
import { openPage } from './open-page.js'
import { reportOrigin } from './report-network.js'
import { alipayPhone, type SimulatedPhone, wechatPhone } from './simulated-report.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

let copied = ''

/** Opens the page on a phone, with what only a screen has. */
function open(phone: SimulatedPhone, server = reportOrigin) {
  const isAlipay = 'SDKVersion' in phone
  const host = isAlipay ? alipayHost : wechatHost
  const copy = (text: string, success: () => void) => {
    copied = text
    success()
  }
  Object.assign(phone, {
    setNavigationBarTitle() {},
    setNavigationBar() {},
    setClipboardData: ({ data, success }: { data: string; success(): void }) => copy(data, success),
    setClipboard: ({ text, success }: { text: string; success(): void }) => copy(text, success),
  })
  vi.stubGlobal(isAlipay ? 'my' : 'wx', phone)
  storeServer(host, server)
  return openPage(createReportPage(host, isAlipay ? alipayProbeHost : wechatProbeHost))
}

const otherEvent = (id: 'long-timeout' | 'background') => ({ currentTarget: { dataset: { id } } })

describe.each([
  ['wechat', wechatPhone],
  ['alipay', alipayPhone],
] as const)('the report page on %s', (platform, makePhone) => {
  test('asks nothing by itself', () => {
    const page = open(makePhone())
    expect(page.data).toMatchObject({ running: false, hasFindings: false, different: [], copied: false })
    expect(page.data.counts).toMatchObject({ same: 0, different: 0, unknown: 0 })
    expect(page.data.device.isSimulated).toBe(true)
    expect(page.data.others).toHaveLength(6)
  })

  test('shows what is otherwise than assumed before everything else', async () => {
    const page = open(makePhone({ knobs: { headerCase: 'lower', partialFile: 'kept' } }))
    await pass(page.start())
    expect(page.data.different.map(({ id, found, assumed }) => [id, found, assumed])).toEqual([
      ['headerCase', 'lower', 'title'],
      ['partialFile', 'kept', 'removed'],
      ['partialFileAfterAbort', 'kept', 'removed'],
    ])
    const { same, different, unknown, open: notAsked } = page.data.counts
    expect([different, same > 30]).toEqual([3, true])
    const rows = page.data.groups.flatMap((group) => group.rows)
    const collected = rows.filter(({ state }) => state === 'collected')
    expect(same + different + unknown + notAsked + collected.length).toBe(rows.length)
    expect(page.data.running).toBe(false)
  })

  test('copies a report that can be read, without the address of the server', async () => {
    const page = open(makePhone())
    await pass(page.start())
    page.copy()
    expect(page.data.copied).toBe(true)
    const report = readReport(copied)
    expect(report.device).toMatchObject({ platform, environment: 'ios', isSimulated: true })
    expect(report.findings.connectFailure).toHaveProperty('value')
    expect(copied).not.toContain('192.168.0.9')
  })

  test('says so where the server cannot be reached, and asks nothing else', async () => {
    const page = open(makePhone(), 'http://192.168.0.9:8786')
    await pass(page.start())
    expect(page.data.failure).toMatch(/^手机连不上文件服务器：/)
    expect(page.data).toMatchObject({ hasFindings: false, running: false })
    expect(page.data.counts.unknown).toBe(0)
  })

  test('what takes long runs alone, and goes into the same report', async () => {
    const page = open(makePhone({ knobs: { longTimeout: 'capped' } }))
    await pass(page.startOther(otherEvent('long-timeout')))
    expect(page.data.others.find(({ id }) => id === 'long-timeout')).toMatchObject({ isDone: true })
    expect(page.data.different.map(({ id }) => id)).toEqual(['longTimeout'])
    await pass(page.start())
    page.copy()
    expect(readReport(copied).findings.longTimeout).toMatchObject({ value: 'capped' })
  })

  test('counts the seconds of what takes long', async () => {
    const page = open(makePhone())
    const running = page.startOther(otherEvent('long-timeout'))
    await vi.advanceTimersByTimeAsync(12_400)
    expect(page.data.others.find(({ id }) => id === 'long-timeout')).toMatchObject({
      isRunning: true,
      seconds: 12,
    })
    await pass(running)
  })

  test('nothing else starts while it runs', async () => {
    const page = open(makePhone())
    const running = page.start()
    await vi.advanceTimersByTimeAsync(100)
    await page.startOther(otherEvent('background'))
    expect(page.data.others.some(({ isRunning }) => isRunning)).toBe(false)
    await pass(running)
  })

  test('stops after the probe that runs', async () => {
    const page = open(makePhone())
    const running = page.start()
    await vi.advanceTimersByTimeAsync(1000)
    page.stop()
    await pass(running)
    expect(page.data.counts.open).toBeGreaterThan(20)
    expect(page.data.hasFindings).toBe(true)
  })

  test('shows the report of before, when the app is opened again', async () => {
    const phone = makePhone({ knobs: { headerCase: 'lower' } })
    const page = open(phone)
    await pass(page.start())
    const again = open(phone.simulate.kill())
    expect(again.data.counts).toEqual(page.data.counts)
    expect(again.data.different.map(({ id }) => id)).toEqual(['headerCase'])
  })

  test('forgets it where the client is another one', async () => {
    const phone = makePhone()
    const page = open(phone)
    await pass(page.start())
    const stored = wechatOrAlipay(phone).readStorage('device-report')
    expect(stored).toEqual(expect.stringContaining('"clientVersion"'))
    const newer = makePhone({ clientVersion: '99.0.0' })
    vi.stubGlobal('SDKVersion' in newer ? 'my' : 'wx', newer)
    wechatOrAlipay(newer).writeStorage('device-report', String(stored))
    expect(open(newer).data.hasFindings).toBe(false)
  })

  test('leaves no file behind', async () => {
    const phone = makePhone()
    const page = open(phone)
    await pass(page.start())
    const files = await new Promise<string[]>((resolve) => {
      phone.getFileSystemManager().readdir({
        dirPath: phone.env.USER_DATA_PATH,
        success: (result: { files: string[] }) => resolve(result.files),
      } as never)
    })
    expect(files).toEqual([])
  })

  test('speaks the other language', async () => {
    const page = open(makePhone({ knobs: { headerCase: 'lower' } }))
    await pass(page.start())
    expect(page.data.different[0]?.title).toBe('响应头名字的大小写')
    page.toggleLanguage()
    expect(page.data.different[0]?.title).toBe('the case of header names')
    expect(page.data.groups[0]?.title).toBe('The call and its callbacks')
  })
})

function wechatOrAlipay(phone: SimulatedPhone) {
  return 'SDKVersion' in phone ? alipayHost : wechatHost
}
