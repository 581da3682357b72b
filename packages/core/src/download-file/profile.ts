/** How long each step took, in milliseconds; `undefined` where the host reports none. */
export interface TimingPhases {
  /** Name look-up; 0 where it was cached or the connection was reused. */
  dns: number | undefined
  /** TCP handshake, without TLS; 0 where the connection was reused. */
  connect: number | undefined
  /** TLS handshake; `undefined` where there was none. */
  tls: number | undefined
  /** From sending the request to the first byte of the answer. */
  wait: number | undefined
  /** From the first byte to the last. */
  download: number | undefined
}

// native-apis.md §4: `connectEnd` includes TLS, which is taken out here.
/** Turns a `profile` into durations. */
export function timingPhases(profile: DownloadProfile): TimingPhases {
  // 0 means that there was no TLS.
  const tlsStart = profile.SSLconnectionStart || undefined
  const tlsEnd = profile.SSLconnectionEnd || undefined
  return {
    dns: duration(profile.domainLookUpStart, profile.domainLookUpEnd),
    connect: duration(profile.connectStart, tlsStart === undefined ? profile.connectEnd : tlsStart),
    tls: duration(tlsStart, tlsEnd),
    wait: duration(profile.requestStart, profile.responseStart),
    download: duration(profile.responseStart, profile.responseEnd),
  }
}

function duration(start: number | undefined, end: number | undefined): number | undefined {
  const milliseconds = typeof start === 'number' && typeof end === 'number' ? end - start : Number.NaN
  return milliseconds >= 0 ? milliseconds : undefined
}

/**
 * When each step of a request began and ended, as WeChat reports it (base library 2.10.4, iOS and Android).
 * Times are milliseconds on a clock whose start is not documented: subtract, and do nothing else. The host may
 * leave out any field.
 *
 * The names are the host's own, `receivedBytedCount` and `SSLconnectionStart` included.
 */
export interface DownloadProfile {
  /** ms. The API was called. Base library 3.8.10. */
  invokeStart?: number
  /** ms. HttpDNS look-up began. Only with HttpDNS, which so far only `wx.request` has. Base library 3.8.9. */
  httpDNSDomainLookUpStart?: number
  /** ms. HttpDNS look-up ended. Only with HttpDNS, which so far only `wx.request` has. Base library 3.8.9. */
  httpDNSDomainLookUpEnd?: number
  /** ms. Began to wait for a place, since the parallel limit was reached. Base library 3.8.10. */
  queueStart?: number
  /** ms. Got a place; equal to `queueStart` where there was no wait. Base library 3.8.10. */
  queueEnd?: number
  /** ms. The first redirect began; 0 unless all redirects stayed in one domain. */
  redirectStart?: number
  /** ms. The last redirect ended; 0 unless all redirects stayed in one domain. */
  redirectEnd?: number
  /** ms. Ready to fetch, before the local cache is looked at. */
  fetchStart?: number
  /** ms. DNS look-up began; equal to `fetchStart` where it was cached or the connection was reused. */
  domainLookUpStart?: number
  /** ms. DNS look-up ended; equal to `fetchStart` where it was cached or the connection was reused. */
  domainLookUpEnd?: number
  /** ms. TCP connect began, of the last try; equal to `fetchStart` where the connection was reused. */
  connectStart?: number
  /** ms. Connected, TLS and SOCKS included, of the last try; equal to `fetchStart` where it was reused. */
  connectEnd?: number
  /** ms. TLS handshake began; 0 where there is no TLS. */
  SSLconnectionStart?: number
  /** ms. TLS handshake ended; 0 where there is no TLS. */
  SSLconnectionEnd?: number
  /** ms. Began to send the request, of the last try; reading from the local cache counts. */
  requestStart?: number
  /** ms. The request was sent. */
  requestEnd?: number
  /** ms. The first byte of the response arrived; reading from the local cache counts. */
  responseStart?: number
  /** ms. The last byte of the response arrived; reading from the local cache counts. */
  responseEnd?: number
  /** ms. Round-trip time during this request. */
  rtt?: number
  /** 0 unknown, 1 offline, 2 slow 2G, 3 2G, 4 3G, 5 4G, 6 the last known. */
  estimate_nettype?: number
  /** ms. Round-trip time at the HTTP layer, estimated over several requests. */
  httpRttEstimate?: number
  /** ms. Round-trip time at the transport layer, estimated over several requests. */
  transportRttEstimate?: number
  /** kbit/s. What the network could give, estimated. */
  downstreamThroughputKbpsEstimate?: number
  /** kbit/s. What this request got. */
  throughputKbps?: number
  /** The address that answered. */
  peerIP?: string
  /** The port that answered. */
  port?: number
  /** Whether a connection was used again. */
  socketReused?: boolean
  /** Bytes sent. */
  sendBytesCount?: number
  /** Bytes received. */
  receivedBytedCount?: number
  /** `'http1.1'`, `'h2'`, `'quic'` or `'unknown'`. */
  protocol?: string
  /** Whether the high-performance mode was in use. Base library 3.3.4. */
  usingHighPerformanceMode?: boolean
}
