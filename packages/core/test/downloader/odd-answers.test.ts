import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScene, failure, flush, pass, pathsOf, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const url = urlOf('a')
const filePath = 'usr/a.bin'

describe('an answer that is odd', () => {
  it.each([
    ['', { url }],
    [' for a path', { url, filePath, resume: false }],
    [' for a path, in answer to a range', { url, filePath }],
  ])('is a failure where the host names no file%s', async (_, request) => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add(request)
    await flush()
    platform.nativeOf(url).success(3, { tempFilePath: undefined })
    expect(await failure(download)).toMatchObject({
      code: 'unknown',
      errMsg: 'downloadFile:fail success without a file',
    })
  })

  it('is a failure where the host names no file of a status that the app accepts', async () => {
    const { platform, add } = createScene({ retry: 0, validateStatus: () => true })
    const download = add({ url })
    await flush()
    platform.nativeOf(url).success(0, { statusCode: 404, tempFilePath: undefined })
    expect(await failure(download)).toMatchObject({
      code: 'unknown',
      errMsg: 'downloadFile:fail the host names no file',
      statusCode: 404,
    })
  })

  it('is a failure as the host has told it, where that makes one of a status', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add({ url })
    await flush()
    platform.nativeOf(url).fail('http-status', 404, 'not found here')
    expect(await failure(download)).toMatchObject({
      code: 'http-status',
      errMsg: 'downloadFile:fail not found here',
      statusCode: 404,
      native: { errMsg: 'not found here' },
    })
  })

  it('is asked for again when the server wants, where the host makes a failure of its status', async () => {
    const { platform, add } = createScene({ retry: 1 })
    add({ url })
    await flush()
    platform.nativeOf(url).headers({ 'Retry-After': '7' })
    platform.nativeOf(url).fail('http-status', 503)
    await pass(6999)
    expect(platform.running).toEqual([])
    await pass(1)
    expect(platform.running).toHaveLength(1)
  })

  it('makes the whole file be asked for where a client makes a failure of 416, as for an empty file', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add({ url, filePath })
    await flush()
    expect(platform.nativeOf(url).request.header?.Range).toMatch(/^bytes=0-/)
    platform.nativeOf(url).fail('http-status')
    await flush()
    expect(platform.nativeOf(url).request.header?.Range).toBeUndefined()
    platform.nativeOf(url).success(0)
    expect(await download).toMatchObject({ filePath, attempts: 1 })
  })

  it.each([
    ['', undefined],
    [', though its headers came', { ETag: '"1"', 'Content-Range': 'bytes 0-99/300' }],
  ])('makes the whole file be asked for where a client makes no file of a part%s', async (_, header) => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add({ url, filePath })
    await flush()
    if (header) platform.nativeOf(url).headers(header)
    platform.nativeOf(url).success(100, { statusCode: 206, tempFilePath: undefined, header })
    await flush()
    expect(platform.nativeOf(url).request.header?.Range).toBeUndefined()
    platform.nativeOf(url).success(300)
    expect(await download).toMatchObject({ filePath, attempts: 1 })
    expect(platform.natives).toHaveLength(2)
  })

  it('makes the whole file be asked for where a client hides the status of 416, and makes no file of it', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add({ url, filePath })
    await flush()
    platform.nativeOf(url).success(0, { statusCode: undefined, tempFilePath: undefined })
    await flush()
    expect(platform.nativeOf(url).request.header?.Range).toBeUndefined()
    platform.nativeOf(url).success(0)
    expect(await download).toMatchObject({ filePath, attempts: 1 })
  })

  it('fails as what it is where the whole file is refused as well', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add({ url, filePath })
    await flush()
    platform.nativeOf(url).fail('http-status')
    await flush()
    platform.nativeOf(url).fail('http-status')
    expect(await failure(download)).toMatchObject({ code: 'http-status' })
    expect(platform.natives).toHaveLength(2)
  })
})

describe('two segments that are both answered with the whole file', () => {
  it('leave no temporary file behind', async () => {
    const { platform, add } = createScene({ resume: { segmentSize: 262_144, parallel: 2 } })
    const download = add({ url, filePath })
    await flush()
    const total = 1_048_576
    platform.running[0]?.success(262_144, {
      statusCode: 206,
      header: { 'Content-Range': `bytes 0-262143/${total}`, ETag: '"1"' },
    })
    await flush()
    const [first, second] = platform.running
    expect(second?.request.header?.Range).toBeDefined()
    // Both come before the host has told the size of the first.
    first?.success(50, { header: { ETag: '"2"' } })
    second?.success(50, { header: { ETag: '"2"' } })
    await flush()
    expect(await download).toMatchObject({ filePath, statusCode: 200 })
    await flush()
    expect(pathsOf(platform)).toEqual([filePath])
  })
})
