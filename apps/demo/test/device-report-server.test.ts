import { createAlipayHost, createWechatHost } from '@miniferry/download-simulator'
import { type FileServer, startFileServer } from '@miniferry/testing/file-server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { probeHost as alipayProbeHost } from '../alipay/probe-host.js'
import { simulatedHost } from '../scripts/device-report/simulated-host.js'
import { type DeviceReport, reportVersion } from '../src/device-report/device-report.js'
import type { ProbeHost } from '../src/device-report/native-host.js'
import { quickProbes } from '../src/device-report/probes.js'
import { runProbes } from '../src/device-report/run-probes.js'
import { probeHost as wechatProbeHost } from '../wechat/probe-host.js'

let server: FileServer

beforeAll(async () => {
  server = await startFileServer({ doors: 3 })
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await server.close()
})

async function quickReport({ facts, native }: ProbeHost): Promise<DeviceReport> {
  const device = facts()
  const findings = await runProbes(quickProbes, {
    device,
    native: native(),
    server: server.origin,
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

test('over the real file server, in real time, both phones are found as they are', async () => {
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
  vi.stubGlobal('wx', createWechatHost({ device: 'android', knobs: wechat }))
  vi.stubGlobal('my', createAlipayHost({ device: 'ios', knobs: alipay }))
  const reports = await Promise.all([quickReport(wechatProbeHost), quickReport(alipayProbeHost)])
  const found = reports.map((report) => {
    const { fileDelay: _real, ...knobs } = simulatedHost(report).options.knobs
    return knobs
  })
  expect(found).toEqual([wechat, alipay])
}, 40_000)
