import { describe, expect, it } from 'vitest'
import { DownloadError, type DownloadErrorCode, isDownloadError } from '../src/index.js'

function create(code: DownloadErrorCode, statusCode?: number): DownloadError {
  return new DownloadError({ code, errMsg: 'downloadFile:fail', platform: 'stub', url: '', statusCode })
}

const retryable: Record<DownloadErrorCode, boolean> = {
  aborted: false,
  timeout: true,
  stalled: true,
  network: true,
  interrupted: true,
  tls: false,
  'http-status': false,
  'too-many': true,
  'url-not-allowed': false,
  'invalid-argument': false,
  'too-large': false,
  'storage-full': false,
  'file-system': false,
  integrity: false,
  unsupported: false,
  unknown: false,
}

describe('retryable', () => {
  it.each(Object.entries(retryable))('of %s is %s', (code, expected) => {
    expect(create(code as DownloadErrorCode).retryable).toBe(expected)
  })

  it.each([408, 425, 429, 500, 502, 503, 504])('is true for status %i', (status) => {
    expect(create('http-status', status).retryable).toBe(true)
  })

  it('of unknown is true where the host failed, even without a word', () => {
    const init = { code: 'unknown', errMsg: 'downloadFile:fail', platform: 'stub', url: '' } as const
    expect(new DownloadError({ ...init, native: { errMsg: 'downloadFile:fail' } }).retryable).toBe(true)
    expect(new DownloadError({ ...init, native: undefined }).retryable).toBe(true)
    expect(new DownloadError({ ...init, cause: new Error('of the app') }).retryable).toBe(false)
  })

  it('of another code does not depend on who failed', () => {
    const native = {}
    expect(
      new DownloadError({ code: 'tls', errMsg: 'downloadFile:fail', platform: 'stub', url: '', native })
        .retryable,
    ).toBe(false)
  })

  it.each([400, 401, 403, 404, 410, 501, 505])('is false for status %i', (status) => {
    expect(create('http-status', status).retryable).toBe(false)
  })
})

describe('isDownloadError', () => {
  it('knows the class, and the code if asked', () => {
    const error = create('timeout')
    expect(isDownloadError(error)).toBe(true)
    expect(isDownloadError(error, 'timeout')).toBe(true)
    expect(isDownloadError(error, 'network')).toBe(false)
  })

  it('knows an error of another copy of the package', () => {
    const copy = Object.assign(new Error('downloadFile:fail'), { code: 'tls', isDownloadError: true })
    expect(isDownloadError(copy, 'tls')).toBe(true)
  })

  it.each([undefined, null, 'text', {}, new Error('other'), { isDownloadError: true }])(
    'refuses %s',
    (value) => {
      expect(isDownloadError(value)).toBe(false)
    },
  )
})

it('is an Error with a stack', () => {
  expect(create('network')).toBeInstanceOf(Error)
  expect(create('network').stack).toContain('download-error.test')
})
