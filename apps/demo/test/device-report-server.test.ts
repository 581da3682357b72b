import { createAlipayHost, createWechatHost } from '@miniferry/download-simulator'
import { createInProcessServer } from '@miniferry/testing/in-process-server'
import { pass } from '@miniferry/testing/virtual-time'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { probeHost as alipayProbeHost } from '../alipay/probe-host.js'
import { simulatedHost } from '../scripts/device-report/simulated-host.js'
import { type DeviceReport, reportVersion } from '../src/device-report/device-report.js'
import type { ProbeHost } from '../src/device-report/native-host.js'
import { quickProbes } from '../src/device-report/probes.js'
import { runProbes } from '../src/device-report/run-probes.js'
import { probeHost as wechatProbeHost } from '../wechat/probe-host.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function quickReport({ facts, native }: ProbeHost, server: string): Promise<DeviceReport> {
  const device = facts()
  const findings = await runProbes(quickProbes, {
    device,
    native: native(),
    server,
    notes: { read: () => '', write() {} },
    launch: 'first',
    before: {},
    onStart() {},
    onFindings() {},
    isStopped: () => false,
  })
  const date = new Date(0).toISOString()
  return { format: 'miniferry-device-report', version: reportVersion, date, device, findings }
}

test('two phones that begin in one millisecond, at one file server, are both found as they are', async () => {
  const wechat = {
    headerCase: 'lower',
    unknownTotal: 0,
    progressEvents: 'many',
    downloadRange: 'dropped',
    parallelLimit: 6,
    parallelOverflow: 'fail',
    partialFile: 'kept',
    notModified: 'failed',
  } as const
  const alipay = {
    httpError: 'error-19',
    abortError: 12,
    parallelLimit: 12,
    parallelScope: 'shared',
    requestRange: 'dropped',
    syncFileErrors: 'returned',
    saveFileExisting: 'refuse',
  } as const
  const { origin, fetch } = createInProcessServer({ doors: 3 })
  vi.stubGlobal('wx', createWechatHost({ device: 'android', fetch, knobs: wechat }))
  vi.stubGlobal('my', createAlipayHost({ device: 'ios', fetch, knobs: alipay }))
  const reports = await pass(
    Promise.all([quickReport(wechatProbeHost, origin), quickReport(alipayProbeHost, origin)]),
  )
  expect(reports.map((report) => simulatedHost(report).options.knobs)).toEqual([wechat, alipay])
})
