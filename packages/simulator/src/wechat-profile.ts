import type { DownloadOutcome } from './native-download.js'
import type { QueueMoments } from './simulated-download.js'

export interface ProfileOptions {
  url: string
  /** Whether a connection to this server is still open. */
  socketReused: boolean
  /** `'http1.1'`, `'h2'` or `'quic'`. */
  protocol: string
}

/**
 * `profile` of the result (native-apis.md §4). `fetch` tells three moments: start, headers, end. The steps before the
 * headers are shares of that wait, in the order that a fresh or a reused connection has; everything else is measured.
 */
export function wechatProfile(
  { response, size, moments }: DownloadOutcome,
  queue: QueueMoments,
  { url, socketReused, protocol }: ProfileOptions,
  since: (SDKVersion: string) => boolean,
): Record<string, unknown> {
  const { hostname, port, protocol: scheme } = new URL(url)
  const isSecure = scheme === 'https:'
  const sameHost = response.redirects.every((redirect) => redirect.sameHost)
  const redirects = sameHost ? response.redirects : []
  const fetchStart = response.redirects.at(-1)?.end ?? moments.start
  const wait = moments.responseStart - fetchStart
  const after = (share: number) => Math.round(fetchStart + (socketReused ? 0 : wait * share))
  const connected = after(isSecure ? 0.48 : 0.28)
  const seconds = Math.max(1, moments.responseEnd - fetchStart) / 1000
  const throughputKbps = Math.round((size * 8) / 1000 / seconds)
  const rtt = Math.max(1, Math.round(wait * 0.2))
  return {
    ...(since('3.8.10')
      ? { invokeStart: queue.invoked, queueStart: queue.queueStart, queueEnd: queue.queueEnd }
      : {}),
    redirectStart: redirects[0]?.start ?? 0,
    redirectEnd: redirects.at(-1)?.end ?? 0,
    fetchStart,
    domainLookUpStart: after(0.02),
    domainLookUpEnd: after(0.1),
    connectStart: after(0.1),
    connectEnd: connected,
    SSLconnectionStart: isSecure ? after(0.28) : 0,
    SSLconnectionEnd: isSecure ? connected : 0,
    requestStart: connected,
    requestEnd: Math.min(moments.responseStart, connected + (wait > 3 ? 1 : 0)),
    responseStart: moments.responseStart,
    responseEnd: moments.responseEnd,
    rtt,
    estimate_nettype: 5,
    httpRttEstimate: rtt,
    transportRttEstimate: rtt,
    downstreamThroughputKbpsEstimate: throughputKbps,
    throughputKbps,
    peerIP: /^[\d.]+$/.test(hostname) ? hostname : '127.0.0.1',
    port: Number(port) || (isSecure ? 443 : 80),
    socketReused,
    sendBytesCount: url.length + 120,
    receivedBytedCount: size,
    protocol,
    ...(since('3.3.4') ? { usingHighPerformanceMode: false } : {}),
  }
}
