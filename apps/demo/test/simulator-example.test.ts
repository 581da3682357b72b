import { createScriptedFetch, createWechatHost, type ScriptedResponse } from '@miniferry/download-simulator'
import { downloadFile, isDownloadError } from '@miniferry/download-wechat'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** An iPhone on which every address answers like this. */
function startPhone(answer: ScriptedResponse) {
  const wx = createWechatHost({ device: 'ios', fetch: createScriptedFetch(() => answer) })
  vi.stubGlobal('wx', wx)
  return wx
}

test('stores the picture', async () => {
  const wx = startPhone({
    headers: { 'Content-Type': 'image/png', 'Content-Length': '4' },
    chunks: [{ bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }],
  })
  const filePath = `${wx.env.USER_DATA_PATH}/cover.png`
  const { statusCode } = await downloadFile({ url: 'https://example.com/cover.png', filePath })
  expect(statusCode).toBe(200)
  expect(wx.simulate.readFile(filePath)).toHaveLength(4)
})

test('says why, when the user leaves the app', async () => {
  const wx = startPhone({ never: true })
  const task = downloadFile({ url: 'https://example.com/film.mp4' })
  const failure = task.catch((error: unknown) => error)
  wx.simulate.background()
  await vi.advanceTimersByTimeAsync(5000)
  expect(isDownloadError(await failure, 'interrupted')).toBe(true)
})

test('gets by without progress events', async () => {
  const wx = startPhone({ chunks: [{ bytes: 10 }] })
  wx.simulate.knobs.progressEvents = 'none'
  await expect(downloadFile({ url: 'https://example.com/a' })).resolves.toMatchObject({ dataLength: 10 })
})
