import type { Finding, Findings } from '../device-report.js'
import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { type DownloadTrace, successOf, watchDownload } from '../watch-download.js'

type Fields = Readonly<Record<string, unknown>>

/** No case of its own: neither lower nor that of a title. */
const headerName = 'X-Probe-NAME'

/** What a plain result carries. */
export const resultFields: Probe = {
  downloads: true,
  limit: 12_000,
  async run({ native, server, device }) {
    const url = server.url('/file', { size: 1000, header: `${headerName}:1` })
    const trace = await watchDownload(native, { url })
    const result = successOf(trace)
    if (result === undefined) return failed
    const header = isFields(result.header)
    const headers = isFields(result.headers)
    const findings: Findings = {
      headerCase: headerCase(trace, result),
      headersEvent: { value: eventField(trace.headers[0]) },
    }
    if (device.platform === 'wechat') {
      return {
        ...findings,
        resultHeader: { value: header ? 'present' : 'absent', evidence: Object.keys(result) },
        resultDataLength: { value: 'dataLength' in result ? 'present' : 'absent' },
        profileClock: profileClock(result.profile),
      }
    }
    const name = header ? (headers ? 'both' : 'header') : 'headers'
    return {
      ...findings,
      resultHeaders:
        header || headers ? { value: name, evidence: Object.keys(result) } : { unknown: 'no-headers' },
    }
  },
}

const failed: Findings = {
  headerCase: { unknown: 'download-failed' },
  headersEvent: { unknown: 'download-failed' },
}

function headerCase({ headers: [event] }: DownloadTrace, result: Fields): Finding {
  const places = [result.header, result.headers, event?.header, event?.headers].filter(isFields)
  const names = places.map((place) => Object.keys(place))
  for (const all of names) {
    const name = all.find((own) => own.toLowerCase() === headerName.toLowerCase())
    if (name === undefined) continue
    const words: Readonly<Record<string, string>> = {
      'x-probe-name': 'lower',
      'X-Probe-Name': 'title',
      [headerName]: 'as-sent',
    }
    return { value: words[name] ?? name, evidence: all }
  }
  return { unknown: 'no-headers' }
}

function eventField(event: Fields | undefined): string {
  if (event === undefined) return 'no-event'
  const names = ['header', 'headers'].filter((name) => isFields(event[name]))
  return names.join(' and ') || 'neither'
}

/** native-apis.md §4 calls them time points, and no more. */
function profileClock(profile: unknown): Finding {
  if (!isFields(profile)) return { value: 'no-profile' }
  const { responseEnd } = profile
  if (typeof responseEnd !== 'number') return { value: 'no-response-end', evidence: evidenceOf(profile) }
  const isNow = Math.abs(Date.now() - responseEnd) < 24 * 60 * 60 * 1000
  return { value: isNow ? 'since-1970' : 'other', evidence: { responseEnd, now: Date.now() } }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
