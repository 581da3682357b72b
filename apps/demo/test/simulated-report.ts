import {
  type AlipayHost,
  type AlipayHostOptions,
  createAlipayHost,
  createWechatHost,
  type WechatHost,
  type WechatHostOptions,
} from '@miniferry/download-simulator'
import { pass } from '@miniferry/testing/virtual-time'
import { vi } from 'vitest'
import { probeHost as alipayProbeHost } from '../alipay/probe-host.js'
import { type DeviceReport, reportVersion } from '../src/device-report/device-report.js'
import { otherProbes, type ProbeId, quickProbes } from '../src/device-report/probes.js'
import { runProbes } from '../src/device-report/run-probes.js'
import { probeHost as wechatProbeHost } from '../wechat/probe-host.js'
import { createReportNetwork, reportOrigin } from './report-network.js'

export type SimulatedPhone = WechatHost | AlipayHost

export function wechatPhone(options: WechatHostOptions = {}): WechatHost {
  return createWechatHost({ device: 'ios', fetch: createReportNetwork(), ...options })
}

export function alipayPhone(options: AlipayHostOptions = {}): AlipayHost {
  return createAlipayHost({ device: 'ios', fetch: createReportNetwork(), ...options })
}

/** The whole report of a simulated phone, on fake timers: the quick probes, the long ones, and those that need a hand. */
export async function reportOf(
  phone: SimulatedPhone,
  { ids = [...quickProbes, ...otherProbes], notes = { text: '' }, launch = 'first' }: ReportManners = {},
): Promise<DeviceReport> {
  const host = 'SDKVersion' in phone ? alipayProbeHost : wechatProbeHost
  vi.stubGlobal('SDKVersion' in phone ? 'my' : 'wx', phone)
  const device = host.facts()
  const running = runProbes(ids, {
    device,
    native: host.native(),
    server: reportOrigin,
    launch,
    notes: {
      read: () => notes.text,
      write: (note) => {
        notes.text = note
      },
    },
    before: {},
    onStart: (probe) => lendAHand(phone, probe),
    onFindings() {},
    isStopped: () => false,
  })
  const findings = await pass(running)
  const date = new Date(0).toISOString()
  return { format: 'miniferry-device-report', version: reportVersion, date, device, findings }
}

interface ReportManners {
  ids?: readonly ProbeId[]
  /** What the app keeps from run to run. */
  notes?: { text: string }
  launch?: string
}

/** What the user does while a guided probe runs. */
function lendAHand({ simulate }: SimulatedPhone, probe: ProbeId): void {
  if (probe === 'background') {
    setTimeout(() => simulate.background(), 1000)
    setTimeout(() => simulate.foreground(), 9000)
  }
  if (probe === 'network-switch') {
    setTimeout(() => simulate.network('4g'), 1000)
  }
}
