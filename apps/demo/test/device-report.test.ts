import { defaultAlipayKnobs, defaultWechatKnobs } from '@miniferry/download-simulator'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { simulatedHost } from '../scripts/device-report/simulated-host.js'
import type { DeviceReport } from '../src/device-report/device-report.js'
import { encodeValue } from '../src/device-report/finding-value.js'
import { otherProbes, type ProbeId, quickProbes } from '../src/device-report/probes.js'
import { questions, questionsFor } from '../src/device-report/questions.js'
import { alipaySettings, alipaySizes, wechatSettings, wechatSizes } from './report-settings.js'
import { alipayPhone, reportOf, type SimulatedPhone, wechatPhone } from './simulated-report.js'

const sizeProbes: readonly ProbeId[] = ['download-size', 'storage-size', 'request-size']
const withoutSizes = [...quickProbes, ...otherProbes].filter((id) => !sizeProbes.includes(id))

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** All knobs of a simulated host that the command makes of a report. */
function knobsOf(report: DeviceReport): object {
  const { options, beyond } = simulatedHost(report)
  expect(beyond).toEqual([])
  const defaults = report.device.platform === 'wechat' ? defaultWechatKnobs : defaultAlipayKnobs
  return { ...defaults, ...options.knobs }
}

/** The whole report but for sizes, in the second run of an app; the first has left a temporary file behind. */
async function knobsAfterRestart(phone: SimulatedPhone): Promise<object> {
  const notes = { text: '' }
  await reportOf(phone, { ids: ['first-answer', 'temporary-files'], notes })
  return knobsOf(await reportOf(phone.simulate.kill(), { ids: withoutSizes, notes, launch: 'second' }))
}

const knobsOfSizes = async (phone: SimulatedPhone) =>
  knobsOf(await reportOf(phone, { ids: ['first-answer', 'download-size', 'storage-size'] }))

describe('the report of a simulated phone finds the settings that it was given', () => {
  test.each(wechatSettings)('on WeChat: $device $knobs', async (options) => {
    expect(await knobsAfterRestart(wechatPhone(options))).toEqual({ ...defaultWechatKnobs, ...options.knobs })
  })

  test.each(alipaySettings)('on Alipay: $device $knobs', async (options) => {
    expect(await knobsAfterRestart(alipayPhone(options))).toEqual({ ...defaultAlipayKnobs, ...options.knobs })
  })

  test.each(wechatSizes)('on WeChat, limits of size: $knobs', async (options) => {
    expect(await knobsOfSizes(wechatPhone(options))).toEqual({ ...defaultWechatKnobs, ...options.knobs })
  })

  test.each(alipaySizes)('on Alipay, limits of size: $knobs', async (options) => {
    expect(await knobsOfSizes(alipayPhone(options))).toEqual({ ...defaultAlipayKnobs, ...options.knobs })
  })

  test('a download of any size, and the largest body of a request', async () => {
    const { findings } = await reportOf(alipayPhone(), {
      ids: ['first-answer', 'download-size', 'request-size'],
    })
    expect(findings.maxDownloadBytes).toMatchObject({ value: 'Infinity' })
    expect(findings.requestBytes).toMatchObject({ value: 32 * 1024 * 1024 })
  })

  test('every word of every knob is among the settings', () => {
    for (const [platform, all] of [
      ['wechat', [...wechatSettings, ...wechatSizes]],
      ['alipay', [...alipaySettings, ...alipaySizes]],
    ] as const) {
      const defaults: object = platform === 'wechat' ? defaultWechatKnobs : defaultAlipayKnobs
      const given = all.map(({ knobs }) => ({ ...defaults, ...knobs }) as Record<string, never>)
      for (const id of questionsFor(platform).filter((question) => question in defaults)) {
        if (id === 'rejectionWithCallbacks') continue // Has a test of its own.
        for (const value of questions[id].values ?? []) {
          expect(
            given.map((knobs) => encodeValue(knobs[id])),
            `${platform} ${id} ${value}`,
          ).toContain(value)
        }
      }
    }
  })
})

describe('the promise beside callbacks', () => {
  test.each(['handled', 'unhandled'] as const)('is found to be %s', async (rejectionWithCallbacks) => {
    // The runner of the tests takes an unhandled rejection for a failure of its own.
    const watchers = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    const phone = Object.assign(alipayPhone({ knobs: { rejectionWithCallbacks } }), {
      onUnhandledRejection: (listener: () => void) => process.on('unhandledRejection', listener),
      offUnhandledRejection: (listener: () => void) => process.off('unhandledRejection', listener),
    })
    const { findings } = await reportOf(phone, { ids: ['first-answer', 'unwatched-promise'] })
    for (const watcher of watchers) process.on('unhandledRejection', watcher)
    expect(findings.rejectionWithCallbacks).toEqual({ value: rejectionWithCallbacks })
  })

  test('is not found where the client has no event for it', async () => {
    const { findings } = await reportOf(alipayPhone(), { ids: ['first-answer', 'unwatched-promise'] })
    expect(findings.rejectionWithCallbacks).toEqual({ unknown: 'no-such-call' })
  })
})
