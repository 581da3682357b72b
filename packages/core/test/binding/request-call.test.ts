import { describe, expect, it, vi } from 'vitest'
import { asRecord, createRequestCall, type NativeRequest } from '../../src/index.js'

const url = 'https://example.com/'

function start(request: NativeRequest) {
  const api = vi.fn()
  const listener = { progress: vi.fn(), headers: vi.fn(), success: vi.fn(), fail: vi.fn() }
  const startRequest = createRequestCall({
    host: () => ({ request: api }),
    read: asRecord,
    failure: (name, native, address) => ({
      code: 'unknown',
      errMsg: `${name}:fail ${address}`,
      errno: undefined,
      native,
    }),
    options: (given) => ({ ...given, bytes: true }),
  })
  startRequest(request, listener)
  const { success, fail, ...options } = api.mock.calls[0]?.[0] ?? {}
  return { options, success, fail, listener }
}

describe('a request', () => {
  it('sends what was given, as the dialect puts it', () => {
    const header = { a: '1' }
    expect(start({ url, header, timeout: 5 }).options).toEqual({ url, header, timeout: 5, bytes: true })
    expect(start({ url }).options).toStrictEqual({ url, bytes: true })
  })

  it('does not send what only downloads have', () => {
    const request = { url, filePath: 'a', enableProfile: true, enableHttp2: true, enableQuic: true }
    expect(start(request).options).toStrictEqual({ url, bytes: true })
  })

  it('hands on the body', () => {
    const { success, listener } = start({ url })
    const data = new ArrayBuffer(2)
    success({ statusCode: 200, data })
    expect(listener.success.mock.calls).toEqual([[{ statusCode: 200, data }]])
  })

  it('fails under its own name', () => {
    const { fail, listener } = start({ url })
    fail({})
    expect(listener.fail).toHaveBeenCalledWith(
      expect.objectContaining({ errMsg: `request:fail ${url}`, native: {} }),
    )
  })
})
