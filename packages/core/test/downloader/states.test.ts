import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type JobEvent, transitions } from '../../src/downloader/states.js'
import { createFileCache, type Download, type DownloadRequest, type DownloadState } from '../../src/index.js'
import { createScene, flush, pass, type Scene, urlOf } from './scene.js'
import { createStubFullPlatform, type StubNative } from './stub-full-platform.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

interface Subject extends Scene {
  download: Download
  /** The host's side of its last attempt; `undefined` before the first one. */
  native: StubNative | undefined
  calls: string[]
}

const url = urlOf('subject')

/** Makes a subject, in a queue of one at a time. */
function createSubject(): Subject {
  const scene = createScene({ concurrency: 1 })
  return { ...scene, native: undefined, calls: [], download: scene.add(urlOf('placeholder')) }
}

function addSubject(subject: Subject, request: Partial<DownloadRequest> = {}): void {
  const note = (call: string) => () => void subject.calls.push(call)
  subject.download = subject.add({
    url,
    ...request,
    success: note('success'),
    fail: note('fail'),
    complete: note('complete'),
  })
  subject.download.then(note('resolved'), note('rejected'))
}

async function activate(): Promise<Subject> {
  const subject = createSubject()
  subject.download.abort()
  addSubject(subject)
  await flush()
  subject.native = subject.platform.nativeOf(url)
  return subject
}

const reach: Record<DownloadState, () => Promise<Subject>> = {
  async queued() {
    // The placeholder runs.
    const subject = createSubject()
    addSubject(subject)
    await flush()
    return subject
  },
  active: activate,
  async waiting() {
    const subject = await activate()
    subject.native?.fail('network')
    await flush()
    return subject
  },
  async paused() {
    const subject = await activate()
    subject.download.pause()
    await flush()
    return subject
  },
  async completed() {
    const subject = await activate()
    subject.native?.success()
    await flush()
    return subject
  },
  async failed() {
    const subject = await activate()
    subject.native?.fail('tls')
    await flush()
    return subject
  },
  async aborted() {
    const subject = await activate()
    subject.download.abort()
    await flush()
    return subject
  },
}

/** Somebody else takes the only place, or comes first. */
async function crowd({ add }: Subject): Promise<void> {
  add({ url: urlOf('urgent'), priority: 9 })
  await flush()
}

/** Whoever else runs ends, so that the next one's turn comes. */
async function freePlace({ platform }: Subject): Promise<void> {
  for (const native of platform.running) if (native.request.url !== url) native.success()
  await flush()
}

const causes: Record<JobEvent, (subject: Subject) => Promise<void>> = {
  async start(subject) {
    // An attempt of somebody else ends, which makes the queue look for the next one.
    await crowd(subject)
    await freePlace(subject)
    await freePlace(subject)
  },
  async wait(subject) {
    // Its turn comes, or its attempt fails, without a network.
    subject.platform.setNetwork('none')
    subject.native?.fail('network')
    await freePlace(subject)
  },
  async requeue(subject) {
    // The network changes, which cuts the attempt; the retry timer fires.
    await crowd(subject)
    subject.platform.setNetwork('cellular')
    subject.native?.fail('network')
    await pass(1000)
  },
  async pause({ download }) {
    download.pause()
    await flush()
  },
  async resume(subject) {
    await crowd(subject)
    subject.download.resume()
    await flush()
  },
  async abort({ download }) {
    download.abort()
    await flush()
  },
  async complete({ native }) {
    native?.success()
    await flush()
  },
  async fail({ native }) {
    native?.fail('tls')
    await flush()
  },
}

const states = Object.keys(reach) as DownloadState[]
const events = Object.keys(causes) as JobEvent[]

describe.each(states)('a download that is %s', (state) => {
  it('is reached', async () => {
    const { download } = await reach[state]()
    expect(download.state).toBe(state)
  })

  // Without an attempt only the cache completes a download: below; or one that was paused while its file was moved: `resume/directory.test.ts`.
  const possible = events.filter((event) => event !== 'complete' || !/queued|waiting|paused/.test(state))

  it.each(possible)('becomes what the table says on %s', async (event) => {
    const subject = await reach[state]()
    // Before its first attempt no host can say anything; what is wrong with the request is found before it is queued.
    if (state === 'queued' && event === 'fail') addSubject(subject, { url: 'ftp://a' })
    await causes[event](subject)
    expect(subject.download.state).toBe(transitions[state][event] ?? state)
    expect(subject.download.waitingFor === undefined).toBe(subject.download.state !== 'waiting')

    subject.downloader.abort()
    await flush()
    const end = subject.calls.filter((call) => call !== 'complete').slice(-2)
    const hasSucceeded = subject.download.state === 'completed'
    expect(end).toEqual(hasSucceeded ? ['success', 'resolved'] : ['fail', 'rejected'])
    const settlements = state === 'queued' && event === 'fail' ? 2 : 1
    expect(subject.calls).toHaveLength(3 * settlements)
  })
})

describe('a download whose file is in the cache', () => {
  /** With the file, which is fresh for half a minute, and a placeholder that runs in the only place. */
  async function createCached(): Promise<Scene> {
    const platform = createStubFullPlatform()
    const cache = createFileCache({ maxBytes: 100, staleIfError: true, platform })
    const scene = createScene({ concurrency: 1, cache, platform })
    scene.add(url)
    await flush()
    scene.platform.nativeOf(url).success(3, { header: { 'Cache-Control': 'max-age=30' } })
    await flush()
    scene.add(urlOf('placeholder'))
    await flush()
    return scene
  }

  it('is completed while it is queued', async () => {
    const { add, platform } = await createCached()
    const download = add(url)
    expect(download.state).toBe('queued')
    await flush()
    expect(download.state).toBe(transitions.queued.complete)
    expect(await download).toMatchObject({ fromCache: true, attempts: 0 })
    expect(platform.running).toHaveLength(1)
  })

  it('is completed, though out of date, when the network is lost while it is queued', async () => {
    const { add, platform } = await createCached()
    await pass(30_000)
    const download = add(url)
    await flush()
    expect(download.state).toBe('queued')
    platform.setNetwork('none')
    await flush()
    expect(download.state).toBe(transitions.queued.complete)
    expect(await download).toMatchObject({ fromCache: true, isStale: true, attempts: 0 })
  })

  it('is completed, though out of date, when the network is lost while it waits', async () => {
    const { add, platform } = await createCached()
    await pass(30_000)
    const download = add({ url, retry: { shouldRetry: () => true } })
    platform.nativeOf(urlOf('placeholder')).success()
    await flush()
    platform.nativeOf(url).fail('tls')
    await flush()
    expect(download.state).toBe('waiting')
    platform.setNetwork('none')
    await flush()
    expect(download.state).toBe(transitions.waiting.complete)
    expect(await download).toMatchObject({ fromCache: true, isStale: true, attempts: 1 })
  })
})

describe('the table', () => {
  it('has every state, and no way out of an end', () => {
    expect(Object.keys(transitions).sort()).toEqual([...states].sort())
    for (const end of ['completed', 'failed', 'aborted'] as const) expect(transitions[end]).toEqual({})
  })

  it('has no failure without an attempt, except for a request that is refused', () => {
    for (const state of ['queued', 'waiting', 'paused'] as const) {
      expect(transitions[state].fail).toBe(state === 'queued' ? 'failed' : undefined)
    }
  })
})
