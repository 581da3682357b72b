import type { Finding } from '../device-report.js'
import { evidenceOf, failureWords } from '../evidence.js'
import type { Probe } from '../probe.js'
import { failureOf, watchDownload } from '../watch-download.js'

/** The demo's own silent port, where nothing listens. */
const silentPort = 8786

/** Three failures that need no bad server, for their words and numbers. */
export const failureTexts: Probe = {
  downloads: true,
  limit: 30_000,
  async run({ native, server, device }) {
    const fail = async (url: string) => failureOf(await watchDownload(native, { url, timeout: 5000 }))
    // A name that can never exist (RFC 6761).
    const name = await fail('https://miniferry-device-report.invalid/file')
    const connect = await fail(`${server.atPort(silentPort)}/file`)
    const tls = await fail(`${server.origin.replace(/^https?:/, 'https:')}/file`)
    const words = {
      nameFailure: said(name),
      connectFailure: said(connect),
      // A server that does speak TLS cannot tell.
      tlsFailure: server.origin.startsWith('https:') ? said(undefined) : said(tls),
    }
    if (device.platform === 'alipay') return words
    const hasErrno = typeof name?.errno === 'number'
    const errno: Finding = name
      ? { value: hasErrno ? 'present' : 'absent', evidence: evidenceOf(name) }
      : { unknown: 'download-failed' }
    return { ...words, errno }
  },
}

function said(payload: Readonly<Record<string, unknown>> | undefined): Finding {
  if (payload === undefined) return { unknown: 'download-failed' }
  return { value: failureWords(payload), evidence: evidenceOf(payload) }
}
