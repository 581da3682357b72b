import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@miniferry/source'] },
  ssr: { resolve: { conditions: ['@miniferry/source'] } },
  test: {
    projects: ['packages/*', 'apps/*', 'scripts'],
    coverage: {
      provider: 'v8',
      include: ['packages/{core,wechat,alipay}/src/**/*.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: { branches: 95, lines: 95, functions: 95, statements: 95 },
    },
  },
})
