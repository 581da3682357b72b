import { defineConfig } from 'vitest/config'
import base from './vitest.config.mts'

/** The suites of what people install, without coverage. */
export default defineConfig({
  test: {
    ...base.test,
    coverage: { enabled: false },
    projects: base.test.projects.filter(({ test }) => /^(core|wechat|alipay)$/.test(test.name)),
  },
})
