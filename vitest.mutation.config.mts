import { defineConfig } from 'vitest/config'
import base from './vitest.config.mts'

/** The suites of what people install: one process each, without coverage. */
export default defineConfig({
  test: {
    ...base.test,
    coverage: { enabled: false },
    projects: base.test?.projects?.filter((one) =>
      /^(core|wechat|alipay)$/.test((one as { test: { name: string } }).test.name),
    ),
  },
})
