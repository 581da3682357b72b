import type { DownloadProfile } from './download-profile.js'

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

/** Turns a `profile` into durations. `connectEnd` includes TLS, which is taken out here (native-apis.md §4). */
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
