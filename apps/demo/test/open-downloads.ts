import { fileBytes } from '@miniferry/testing'
import type { InProcessServer } from '@miniferry/testing/in-process-server'
import { createDemoApp, type DemoApp } from '../src/demo.js'
import { type SampleId, sampleOf } from '../src/downloads/samples.js'
import { createDownloadsPage } from '../src/downloads-page.js'
import { storeServer } from '../src/file-source.js'
import { openPage } from './open-page.js'
import { platforms, type TestPlatform } from './platforms.js'

export function startPhone(name: 'wechat' | 'alipay', server: InProcessServer): TestPlatform {
  const platform = platforms[name]([server.origin], server.fetch)
  storeServer(platform.host, server.origin)
  return platform
}

/** Starts the app, as the host does. */
export function launch(platform: TestPlatform): DemoApp {
  const app = createDemoApp(platform)
  app.onLaunch()
  return app
}

/** Opens the page, with what a finger does there. */
export function openDownloads(platform: TestPlatform, app: DemoApp) {
  const { library, readFile } = platform
  const page = openPage(createDownloadsPage({ ...platform, getApp: () => app }))
  const tap = <Dataset>(dataset: Dataset) => ({ currentTarget: { dataset } })
  const find = (sample: SampleId) => page.data.entries.find((entry) => entry.sample === sample)
  const fileOf = (sample: SampleId) =>
    readFile(`${platform.host.userDataPath()}/downloads${sampleOf(sample, library.fileBytes).path}`)
  const keyOf = (sample: SampleId) => tap({ key: find(sample)?.key ?? '' })
  return {
    page,
    find,
    add: (...samples: SampleId[]) => {
      for (const sample of samples) page.add(tap({ sample }))
    },
    pause: (sample: SampleId) => page.pause(keyOf(sample)),
    resume: (sample: SampleId) => page.resume(keyOf(sample)),
    abort: (sample: SampleId) => page.abort(keyOf(sample)),
    again: (sample: SampleId) => page.again(keyOf(sample)),
    remove: (sample: SampleId) => page.remove(keyOf(sample)),
    /** Lets virtual time pass until the page shows the sample in this state. */
    until: (sample: SampleId, state: string) => page.until(() => find(sample)?.state === state),
    untilMoving: (sample: SampleId) => page.until(() => (find(sample)?.percent ?? 0) > 0),
    hasFile: (sample: SampleId) => fileOf(sample) !== undefined,
    /** Whether the phone has exactly the bytes that the server has. */
    isExact(sample: SampleId): boolean {
      const { size, knobs } = sampleOf(sample, library.fileBytes)
      return Buffer.from(fileBytes(size, { seed: knobs?.seed ?? 1 })).equals(fileOf(sample) ?? Buffer.of())
    },
  }
}
