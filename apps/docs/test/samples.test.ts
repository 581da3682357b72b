import * as simulator from '@miniferry/download-simulator'
import { createInProcessServer } from '@miniferry/testing/in-process-server'
import { useVirtualTime } from '@miniferry/testing/virtual-time'
import * as legacyHashes from '@noble/hashes/legacy.js'
import * as hashes from '@noble/hashes/sha2.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as names from '../samples/names.js'
import { compileSamples } from '../src/samples/compile-samples.js'
import { readAllSamples, type SampleModule } from '../src/samples/read-samples.js'
import {
  createSamplePhone,
  type PlatformName,
  platformsOf,
  promisedPrints,
  runSample,
} from '../src/samples/run-sample.js'

const modules = readAllSamples()
const compiled = modules.filter(({ skipped }) => skipped === undefined)
const run = compiled.filter(({ isRun }) => isRun)

describe('a sample compiles', () => {
  let problems: ReadonlyMap<SampleModule, string[]>
  beforeAll(() => {
    problems = compileSamples(compiled)
  })

  it.each(compiled.map((module) => ({ place: `${module.page}:${module.line}`, module })))(
    '$place',
    ({ module }) => {
      expect(problems.get(module)?.join('\n')).toBe('')
    },
  )
})

describe('a sample runs', () => {
  useVirtualTime()
  // Each has packages and a server of its own: what one leaves behind is no matter of the next.
  beforeEach(() => {
    vi.resetModules()
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  const cases = run.flatMap((module) =>
    platformsOf(module).map((platform) => ({ place: `${module.page}:${module.line}`, platform, module })),
  )
  it.each(cases)('$place on $platform', async ({ module, platform }) => {
    const { name, host } = createSamplePhone(platform, createInProcessServer())
    vi.stubGlobal(name, host)
    const printed = await runSample(module, {
      packages: {
        ...(await ourPackages(platform)),
        '@miniferry/download-simulator': simulator,
        '@noble/hashes/legacy.js': legacyHashes,
        '@noble/hashes/sha2.js': hashes,
      },
      globals: { ...names, userFolder: host.env.USER_DATA_PATH, [name]: host },
    })
    host.simulate.kill()
    const promised = promisedPrints(module)
    if (promised.length > 0) expect(printed).toEqual(promised)
  })
})

/** The entries of the platform's package, which stand for those of the other one too. */
async function ourPackages(platform: PlatformName): Promise<Record<string, object>> {
  const entries =
    platform === 'wechat'
      ? {
          '': await import('@miniferry/download-wechat'),
          '/download-file': await import('@miniferry/download-wechat/download-file'),
          '/downloader': await import('@miniferry/download-wechat/downloader'),
          '/cache': await import('@miniferry/download-wechat/cache'),
          '/platform': await import('@miniferry/download-wechat/platform'),
        }
      : {
          '': await import('@miniferry/download-alipay'),
          '/download-file': await import('@miniferry/download-alipay/download-file'),
          '/downloader': await import('@miniferry/download-alipay/downloader'),
          '/cache': await import('@miniferry/download-alipay/cache'),
          '/platform': await import('@miniferry/download-alipay/platform'),
        }
  const names = ['@miniferry/download-wechat', '@miniferry/download-alipay']
  return Object.fromEntries(
    names.flatMap((name) => Object.entries(entries).map(([entry, module]) => [name + entry, module])),
  )
}

afterAll(() => {
  const reasons = new Map<string, number>()
  for (const { skipped } of modules) {
    if (skipped !== undefined) reasons.set(skipped, (reasons.get(skipped) ?? 0) + 1)
  }
  const left = [...reasons].map(([reason, count]) => `, ${count} left out: ${reason}`)
  process.stdout.write(`samples: ${compiled.length} compiled, ${run.length} run${left.join('')}\n`)
})
