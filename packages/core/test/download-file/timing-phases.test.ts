import { expect, it } from 'vitest'
import { type DownloadProfile, timingPhases } from '../../src/index.js'

it('takes TLS out of the connect time', () => {
  expect(
    timingPhases({
      domainLookUpStart: 10,
      domainLookUpEnd: 15,
      connectStart: 15,
      SSLconnectionStart: 20,
      SSLconnectionEnd: 32,
      connectEnd: 33,
      requestStart: 33,
      requestEnd: 34,
      responseStart: 60,
      responseEnd: 100,
    }),
  ).toEqual({ dns: 5, connect: 5, tls: 12, wait: 27, download: 40 })
})

it('has no TLS where the host reports zero', () => {
  const profile = { connectStart: 10, connectEnd: 18, SSLconnectionStart: 0, SSLconnectionEnd: 0 }
  expect(timingPhases(profile)).toMatchObject({ connect: 8, tls: undefined })
})

it('counts nothing for a connection that was used again', () => {
  const profile = { domainLookUpStart: 7, domainLookUpEnd: 7, connectStart: 7, connectEnd: 7 }
  expect(timingPhases(profile)).toMatchObject({ dns: 0, connect: 0 })
})

it('knows nothing where the host reports nothing, or nonsense', () => {
  const nothing = { dns: undefined, connect: undefined, tls: undefined, wait: undefined, download: undefined }
  expect(timingPhases({})).toEqual(nothing)
  const texts = { requestStart: '5', responseStart: '9', responseEnd: '12' } as unknown as DownloadProfile
  expect(timingPhases(texts)).toEqual(nothing)
  expect(timingPhases({ ...texts, responseStart: 9 })).toEqual(nothing)
  expect(timingPhases({ requestStart: 9, responseStart: 5, responseEnd: 2 })).toEqual(nothing)
})
