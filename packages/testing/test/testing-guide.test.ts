import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, vi } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A project of an app's developer, as the guide to testing has it: its tests are run as they stand there. */
function writeProject(page: string): { test: string; remove(): void } {
  const artifacts = path.join(root, 'packages/testing/.artifacts')
  mkdirSync(artifacts, { recursive: true })
  const folder = mkdtempSync(path.join(artifacts, 'testing-guide-'))
  const modules = path.join(folder, 'node_modules')
  mkdirSync(path.join(modules, '@miniferry'), { recursive: true })
  for (const name of ['simulator', 'wechat']) {
    symlinkSync(path.join(root, 'packages', name), path.join(modules, `@miniferry/download-${name}`))
  }
  const text = readFileSync(path.join(root, page), 'utf8')
  const samples = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)
  const test = path.join(folder, 'download.test.ts')
  writeFileSync(test, samples.join('\n'))
  return { test, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

for (const page of ['docs/guide/testing.md', 'docs/guide/testing.zh-CN.md']) {
  const { test, remove } = writeProject(page)
  afterAll(remove)
  describe(page, async () => {
    // As a file of tests has its own.
    vi.resetModules()
    await import(test)
  })
}
