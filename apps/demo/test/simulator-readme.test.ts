import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it("the simulator's README shows the example that runs here as a test", () => {
  const example = readFileSync(new URL('simulator-example.test.ts', import.meta.url), 'utf8')
  const readme = readFileSync(new URL('../../../packages/simulator/README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``)
})
