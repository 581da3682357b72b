import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// With this condition the packages resolve to their sources: tests need no build and never see a stale one.
const conditions = ['@miniferry/source']

/** Milliseconds after which a test hangs. It says nothing of how fast a test is: a busy machine takes its time. */
const timeout = 120_000

const setup = fileURLToPath(new URL('vitest.setup.mts', import.meta.url))

const project = (root: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: root.split('/').at(-1) ?? root,
    root,
    include: ['test/**/*.test.ts'],
    // The files of a project share a process and its modules, in any order: each leaves timers and globals as it found them.
    isolate: false,
    setupFiles: [setup],
    testTimeout: timeout,
    hookTimeout: timeout,
    expect: { poll: { interval: 5, timeout: timeout / 2 } },
  },
})

export default defineConfig({
  test: {
    // All cores: by default one is left idle, which is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      project('packages/core'),
      project('packages/wechat'),
      project('packages/alipay'),
      project('packages/simulator'),
      project('packages/testing'),
      project('apps/demo'),
      project('apps/preview'),
      project('apps/docs'),
      project('scripts'),
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/{core,wechat,alipay}/src/**/*.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: { branches: 95, lines: 95, functions: 95, statements: 95 },
    },
  },
})
