import { type DeviceFacts, type DeviceReport, type Findings, reportVersion } from './device-report.js'
import { questionIds } from './questions.js'
import { unknownReasons } from './unknown-reasons.js'

/** Reads what the page copied. Throws an error that says what is wrong with it, for whoever pasted it. */
export function readReport(text: string): DeviceReport {
  const report = parse(text)
  if (!isObject(report)) throw wrong('the report', 'an object', report)
  if (report.format !== 'miniferry-device-report') {
    throw wrong('format', '"miniferry-device-report"', report.format)
  }
  if (report.version !== reportVersion) {
    const hint = 'copy it again from a demo of this version'
    throw new Error(`version: expected ${reportVersion}, got ${show(report.version)}; ${hint}`)
  }
  const { date } = report
  if (typeof date !== 'string' || Number.isNaN(Date.parse(date)))
    throw wrong('date', 'an ISO 8601 date', date)
  return {
    format: 'miniferry-device-report',
    version: reportVersion,
    date,
    device: readDevice(report.device),
    findings: readFindings(report.findings),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new Error(`this is no JSON (${words}): copy the whole report, from its first { to its last }`)
  }
}

function readDevice(device: unknown): DeviceFacts {
  if (!isObject(device)) throw wrong('device', 'an object', device)
  const { platform, isSimulated } = device
  if (platform !== 'wechat' && platform !== 'alipay') {
    throw wrong('device.platform', '"wechat" or "alipay"', platform)
  }
  if (typeof isSimulated !== 'boolean') throw wrong('device.isSimulated', 'true or false', isSimulated)
  const text = (name: string): string => {
    const value = device[name]
    if (typeof value !== 'string') throw wrong(`device.${name}`, 'a text', value)
    return value
  }
  return {
    platform,
    environment: text('environment'),
    system: text('system'),
    brand: text('brand'),
    model: text('model'),
    clientVersion: text('clientVersion'),
    SDKVersion: text('SDKVersion'),
    isSimulated,
  }
}

function readFindings(findings: unknown): Findings {
  if (!isObject(findings)) throw wrong('findings', 'an object', findings)
  const known: readonly string[] = questionIds
  for (const id of Object.keys(findings)) {
    if (!known.includes(id)) throw new Error(`findings.${id}: there is no such question in this version`)
    const finding = findings[id]
    if (!isObject(finding)) throw wrong(`findings.${id}`, 'an object', finding)
    const { value, unknown } = finding
    if ('unknown' in finding) {
      const isReason = typeof unknown === 'string' && Object.keys(unknownReasons).includes(unknown)
      if (!isReason) throw wrong(`findings.${id}.unknown`, 'one of the known reasons', unknown)
    } else if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw wrong(`findings.${id}.value`, 'a text, a number, true or false', value)
    }
  }
  return findings as Findings
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(name: string, expected: string, value: unknown): Error {
  return new Error(`${name}: expected ${expected}, got ${show(value)}`)
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
