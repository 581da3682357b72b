import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createScriptedFetch, type FetchLikeInit, type ScriptedResponse } from '../src/index.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const controller = new AbortController()
const init: FetchLikeInit = { method: 'GET', headers: {}, redirect: 'manual', signal: controller.signal }

/** Reads a whole answer and notes when each thing came. */
function read(answer: ScriptedResponse, more: Partial<FetchLikeInit> = {}): string[] {
  const log: string[] = []
  const start = Date.now()
  const note = (text: string) => log.push(`${Date.now() - start} ${text}`)
  const run = async () => {
    const response = await createScriptedFetch(() => answer)('https://example.com/', { ...init, ...more })
    note(`status ${response.status}`)
    const reader = response.body?.getReader()
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true }
      if (done) return
      note(`${value?.length} bytes`)
    }
  }
  run().then(
    () => note('end'),
    (error: { name: string; cause?: { code: string } }) => note(error.cause?.code ?? error.name),
  )
  return log
}

it('keeps to the script', async () => {
  const log = read({
    status: 206,
    after: 100,
    chunks: [{ bytes: 5 }, { after: 50, bytes: Uint8Array.of(1) }],
  })
  await vi.advanceTimersByTimeAsync(1000)
  expect(log).toEqual(['100 status 206', '100 5 bytes', '150 1 bytes', '150 end'])
})

it('fails before the answer, or after what came', async () => {
  const before = read({ after: 30, error: 'dns' })
  const after = read({ chunks: [{ after: 20, bytes: 3 }], error: 'reset' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(before).toEqual(['30 ENOTFOUND'])
  expect(after).toEqual(['0 status 200', '20 3 bytes', '20 ECONNRESET'])
})

it('stops when it is aborted, at any step', async () => {
  const answers: ScriptedResponse[] = [
    { never: true },
    { after: 500 },
    { chunks: [{ after: 500, bytes: 1 }] },
    { chunks: [{ bytes: 1 }], never: true },
  ]
  const aborting = new AbortController()
  const logs = answers.map((answer) => read(answer, { signal: aborting.signal }))
  await vi.advanceTimersByTimeAsync(100)
  aborting.abort()
  await vi.advanceTimersByTimeAsync(1000)
  for (const log of logs) expect(log.at(-1)).toBe('100 AbortError')
  expect(read({}, { signal: aborting.signal })).toEqual([])
})

it('takes its time from another clock', async () => {
  const waits: number[] = []
  const clock = {
    now: () => 0,
    clearTimeout: () => undefined,
    setTimeout: (callback: () => void, milliseconds: number) => {
      waits.push(milliseconds)
      callback()
    },
  }
  await createScriptedFetch(() => ({ after: 700 }), clock)('https://example.com/', init)
  expect(waits).toEqual([700])
})
