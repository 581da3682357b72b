import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** The module as the next run of the app has it. */
async function startApp() {
  vi.resetModules()
  return await import('../src/unique-id.js')
}

describe('in one millisecond', () => {
  test('an app makes no id twice, whatever chance gives', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const { createUniqueId } = await startApp()
    expect(new Set(Array.from({ length: 1000 }, createUniqueId)).size).toBe(1000)
  })

  test('two runs of an app make different ids', async () => {
    const ids = [(await startApp()).createUniqueId(), (await startApp()).createUniqueId()]
    expect(ids[0]).not.toBe(ids[1])
  })
})
