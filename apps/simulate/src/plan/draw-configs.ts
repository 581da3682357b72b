import type { DownloaderConfig, Hasher } from '@miniferry/download-core'
import type { Random } from '../run/random.js'
import type { Theme } from './theme.js'
import type { PlannedConfig } from './world-plan.js'

/** A checksum that no host computes. */
export function createSum(): Hasher {
  let sum = 0
  return {
    update(bytes) {
      for (const byte of bytes) sum = (Math.imul(sum, 31) + byte) | 0
    },
    digest: () => Uint8Array.of(sum >>> 24, sum >>> 16, sum >>> 8, sum),
  }
}

/** The downloaders of the app: one, or two that know nothing of each other but the host. */
export function drawConfigs(random: Random, theme: Theme): PlannedConfig[] {
  const second = random.chance(0.15) ? [{ ...drawConfig(random, theme), directory: 'second' }] : []
  return [drawConfig(random, theme), ...second]
}

function drawConfig(random: Random, { caches }: Theme): PlannedConfig {
  const cache = random.chance(caches) && {
    maxBytes: random.pick([5000, 30_000, 100_000, 1_000_000]),
    ...(random.chance(0.3) && { maxAge: random.pick([0, 2000, 60_000]) }),
    ...(random.chance(0.4) && { staleIfError: random.pick([true, false, 10_000]) }),
    ...(random.chance(0.2) && { heuristic: true }),
  }
  return {
    concurrency: random.integer(1, 4),
    timeout: random.pick([5000, 20_000, 60_000]),
    ...(random.chance(0.3) && { stallTimeout: random.integer(1000, 20_000) }),
    ...(random.chance(0.1) && { network: 'wifi' as const }),
    progressInterval: random.pick([0, 100, 1000]),
    retry: drawRetry(random),
    resume: drawResume(random),
    cache,
    hashers: { sum: createSum },
  }
}

function drawRetry(random: Random): NonNullable<DownloaderConfig['retry']> {
  const limit = random.chance(0.6) ? Number.POSITIVE_INFINITY : random.integer(0, 4)
  return {
    limit,
    ...(random.chance(0.2) && { connectLimit: random.integer(0, 6) }),
    minDelay: random.pick([1, 200, 1000]),
    maxDelay: random.pick([2000, 30_000]),
    maxRetryAfter: random.pick([5000, 300_000]),
    jitter: random.pick(['full', 'none']),
    // With a limit, or it would never end.
    ...(Number.isFinite(limit) && random.chance(0.2) && { shouldRetry: () => true }),
  }
}

export function drawResume(random: Random): NonNullable<DownloaderConfig['resume']> {
  if (random.chance(0.15)) return random.pick([true, false])
  return {
    segmentSize: random.pick([500, 500, 1024, 2048, 4096, 16_384]),
    ...(random.chance(0.4) && { parallel: random.integer(2, 4) }),
    ...(random.chance(0.2) && { via: 'request' as const }),
  }
}
