import { describe, expect, it } from 'vitest'
import { committedFiles } from '../committed-files.js'
import { root } from '../published-packages.js'

describe('the files that the check for registries reads', () => {
  const files = committedFiles(root)

  it('are lockfiles, workflows, scripts and configurations', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'pnpm-lock.yaml',
        'tools/wechat-check/package-lock.json',
        'tools/wechat-check/.npmrc',
        '.github/workflows/release.yml',
        '.ci/run',
        'CONTRIBUTING.md',
      ]),
    )
  })

  it('are nothing that was installed or built', () => {
    expect(files.filter((file) => /(^|\/)(node_modules|dist|\.artifacts)\//.test(file))).toEqual([])
  })
})
