import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { DeviceReport } from '../../src/device-report/device-report.js'
import { readReport } from '../../src/device-report/read-report.js'
import { type BehaviourLanguage, behaviourPage } from './behaviour-page.js'

/** The `docs` folder of the repository. */
export const docs = path.resolve(import.meta.dirname, '../../../../docs')

const pages: readonly [file: string, language: BehaviourLanguage][] = [
  ['host-behaviour.md', 'en'],
  ['host-behaviour.zh-CN.md', 'zh'],
]

/** A report of a real device, and its file under `device-reports`. */
export interface StoredReport {
  readonly file: string
  readonly report: DeviceReport
}

/** All reports that were recorded, by name. */
export function storedReports(folder: string): StoredReport[] {
  const reports = path.join(folder, 'device-reports')
  return filesIn(reports)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file, report: readReport(readFileSync(path.join(reports, file), 'utf8')) }))
}

/** Keeps a report, in place of an earlier one of the same device and client, and writes the pages anew. */
export function recordReport(folder: string, report: DeviceReport): string {
  if (report.device.isSimulated) {
    throw new Error(
      'this is the report of our own simulator, and no evidence of any phone: it is not recorded',
    )
  }
  const file = fileName(report)
  mkdirSync(path.join(folder, 'device-reports'), { recursive: true })
  writeFileSync(path.join(folder, 'device-reports', file), `${JSON.stringify(report, null, 2)}\n`)
  writePages(folder)
  return file
}

export function writePages(folder: string): void {
  const reports = storedReports(folder)
  for (const [file, language] of pages) {
    writeFileSync(path.join(folder, file), behaviourPage(reports, language))
  }
}

function fileName({ device }: DeviceReport): string {
  const { platform, environment, brand, model, clientVersion } = device
  const words = [platform, environment, model.includes(brand) ? '' : brand, model, clientVersion].join(' ')
  return `${words
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '')}.json`
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Nobody has sent one yet.
    return []
  }
}
