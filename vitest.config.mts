import { defineConfig } from 'vitest/config'

// With this condition the packages resolve to their sources: tests need no build and never see a stale one.
const conditions = ['@miniferry/source']

const project = (root: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { name: root.split('/').at(-1) ?? root, root, include: ['test/**/*.test.ts'], isolate: false, testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { interval: 5, timeout: 30_000 } } },
})

export default defineConfig({
  test: {
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
