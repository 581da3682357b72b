import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@miniferry/source'] },
  ssr: { resolve: { conditions: ['@miniferry/source'] } },
  test: { name: 'preview', include: ['test/**/*.test.ts'] },
})
