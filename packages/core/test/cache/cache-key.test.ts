import { describe, expect, it, vi } from 'vitest'
import type { CacheKeyRequest, CacheOptions } from '../../src/cache/file-cache.js'
import { createCacheKey, defaultKey, varianceOf, withoutFragment } from '../../src/cache/key.js'

const url = 'https://example.com/a.png'
const keyOf = (header: Record<string, string> = {}, asked = url): string => defaultKey({ url: asked, header })

describe('the key of a request', () => {
  it('is its url', () => {
    expect(keyOf()).toBe(url)
    expect(keyOf({}, `${url}?size=2`)).toBe(`${url}?size=2`)
    expect(keyOf({}, url.toUpperCase())).not.toBe(url)
  })

  it('leaves out the fragment, which never reaches a server', () => {
    expect(keyOf({}, `${url}#page=2`)).toBe(url)
    expect(keyOf({ Authorization: 'a' }, `${url}#page=2`)).toBe(keyOf({ Authorization: 'a' }))
  })

  it('is the same whatever other headers are sent', () => {
    const header = { Accept: 'image/png', 'User-Agent': 'x', 'Accept-Language': 'zh', 'X-Request-Guid': '1' }
    expect(keyOf(header)).toBe(url)
  })

  it.each([
    'Authorization',
    'AUTHORIZATION',
    'authorization',
    'Proxy-Authorization',
    'X-Auth-Token',
    'x-auth',
    'Cookie',
    'cOOkie',
    'Token',
    'X-Access-Token',
    'X-CSRFToken',
    'X-Session-Id',
    'X-WX-Session',
    'X-Secret',
    'X-Signature',
    'X-Api-Key',
    'X-APIKEY',
    'apikey',
    'X-User-Id',
    'userid',
    'X-WX-OpenId',
    'X-Access-Key',
    'X-JWT',
    'X-Ticket',
    'X-Account-Id',
    'X-Credential',
  ])('keeps users apart by %s', (name) => {
    const keys = [keyOf(), keyOf({ [name]: 'one' }), keyOf({ [name]: 'two' }), keyOf({ [name]: '' })]
    expect(new Set(keys).size).toBe(4)
    expect(keyOf({ [name]: 'one' })).toBe(keys[1])
  })

  it('has nothing of a credential in it', () => {
    const key = keyOf({ Authorization: 'Bearer abcdefgh', Cookie: 'id=12345678' })
    expect(key).toMatch(/^https:\/\/example\.com\/a\.png [\da-z]{2,14}$/)
    expect(key).not.toMatch(/bearer|abcdefgh|id=|12345678/i)
  })

  it('takes a header for the same in any case and order', () => {
    expect(keyOf({ AUTHORIZATION: 'a', cookie: 'b' })).toBe(keyOf({ Cookie: 'b', authorization: 'a' }))
  })

  it('tells a credential from another of the same value, and one value from two', () => {
    expect(keyOf({ Authorization: 'a' })).not.toBe(keyOf({ Cookie: 'a' }))
    expect(keyOf({ Authorization: 'a', Cookie: 'b' })).not.toBe(keyOf({ Authorization: 'b', Cookie: 'a' }))
    expect(keyOf({ Authorization: 'a","b' })).not.toBe(keyOf({ Authorization: 'a', b: '' }))
  })

  it('is no trouble for names that every object has', () => {
    expect(keyOf({ constructor: 'a', __proto__: 'b' } as unknown as Record<string, string>)).toBe(url)
    expect(defaultKey({ url: 'constructor', header: {} })).toBe('constructor')
  })
})

describe('the key that the app gives', () => {
  const create = (key: (request: CacheKeyRequest) => unknown) => {
    const warn = vi.fn()
    const options = { maxBytes: 1, key: key as NonNullable<CacheOptions['key']> }
    return { keyOf: createCacheKey(options, warn), warn }
  }

  it('is asked for once for each request, with all headers', () => {
    const ask = vi.fn((_request: CacheKeyRequest) => 'mine')
    const { keyOf: ownKeyOf, warn } = create(ask)
    const request = { url: `${url}#a`, header: { Authorization: 'a' } }
    expect([ownKeyOf(request), ownKeyOf(request)]).toEqual(['mine', 'mine'])
    expect(ask.mock.calls).toEqual([[request]])
    expect(ownKeyOf({ ...request })).toBe('mine')
    expect(ask).toHaveBeenCalledTimes(2)
    expect(warn).not.toHaveBeenCalled()
  })

  it('cannot change the request', () => {
    const request = { url, header: { Authorization: 'a' } }
    const { keyOf: ownKeyOf } = create((given) => {
      Object.assign(given, { url: 'x' })
      Object.assign(given.header, { Authorization: 'b' })
      return 'mine'
    })
    ownKeyOf(request)
    expect(request).toEqual({ url, header: { Authorization: 'a' } })
  })

  it.each([undefined, null, '', 0, 5, Number.NaN, false, {}, [], ['a'], new String('a'), () => 'a'])(
    'is the default where it is %j',
    (given) => {
      const { keyOf: ownKeyOf, warn } = create(() => given)
      const request = { url, header: { Authorization: 'a' } }
      expect(ownKeyOf(request)).toBe(defaultKey(request))
      expect(warn.mock.calls).toEqual([[expect.stringMatching(/^cache\.key has returned/)]])
    },
  )

  it('is the default where it is a promise, whatever becomes of that', async () => {
    for (const given of [Promise.resolve('a'), Promise.reject(new Error('b'))]) {
      expect(create(() => given).keyOf({ url, header: {} })).toBe(url)
    }
    await new Promise((resolve) => setTimeout(resolve, 0))
  })

  it('is none where it throws, once for each request', () => {
    const ask = vi.fn(() => {
      throw new Error('no key')
    })
    const { keyOf: ownKeyOf, warn } = create(ask)
    const request = { url, header: {} }
    expect([ownKeyOf(request), ownKeyOf(request)]).toEqual([undefined, undefined])
    expect(ask).toHaveBeenCalledTimes(1)
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^cache\.key has thrown/)]])
  })
})

describe('a url without its fragment', () => {
  it.each([
    ['https://example.com/a#b', 'https://example.com/a'],
    ['https://example.com/a#b#c', 'https://example.com/a'],
    ['https://example.com/a#', 'https://example.com/a'],
    ['https://example.com/a#b\nc', 'https://example.com/a'],
    ['https://example.com/a?b=%23c', 'https://example.com/a?b=%23c'],
    ['', ''],
  ])('of %s is %s', (given, expected) => {
    expect(withoutFragment(given)).toBe(expected)
  })
})

describe('what a file varies by', () => {
  const accept = { Accept: 'image/webp' }

  it.each([undefined, '', ' ', ',', ' , ,'])('is nothing for Vary: %j', (vary) => {
    expect(varianceOf(vary, accept)).toBeUndefined()
  })

  it('is the names in lower case and one order, and a digest of the values', () => {
    const variance = varianceOf('Accept', accept)
    expect(variance).toEqual(['accept', expect.stringMatching(/^[\da-z]{2,14}$/)])
    expect(varianceOf(' ACCEPT ', { ACCEPT: 'image/webp' })).toEqual(variance)
    expect(varianceOf('Accept-Language,\tAccept', accept)).toEqual(
      varianceOf('accept, accept-language', accept),
    )
    expect(varianceOf('b,a', {})?.[0]).toBe('a,b')
  })

  it('is found again by its own names', () => {
    const header = { Accept: 'a', Cookie: 'b' }
    const variance = varianceOf('Cookie , Accept, cookie', header)
    expect(varianceOf(variance?.[0], header)).toEqual(variance)
  })

  it('differs for other values, and for a header that is not sent', () => {
    const digests = [
      accept,
      { Accept: 'image/png' },
      {},
      { Accept: '' },
      { Accept: 'undefined' },
      { Accept: 'null' },
    ]
      .map((header) => varianceOf('Accept', header as Record<string, string>))
      .map(String)
    expect(new Set(digests).size).toBe(6)
  })

  it('is the same whatever headers are sent besides', () => {
    expect(varianceOf('Accept', { ...accept, Cookie: 'a' })).toEqual(varianceOf('Accept', accept))
  })

  it('has nothing of a value in it', () => {
    expect(String(varianceOf('Authorization', { Authorization: 'Bearer abcdefgh' }))).not.toMatch(/abcdefgh/)
  })

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('may be the header %s', (name) => {
    expect(varianceOf(name, {})).toEqual(varianceOf(name, {}))
    expect(varianceOf(name, {})?.[0]).toBe(name.toLowerCase())
  })

  it('tells a header called constructor from none', () => {
    expect(varianceOf('constructor', { constructor: 'a' } as unknown as Record<string, string>)).not.toEqual(
      varianceOf('constructor', {}),
    )
  })
})
