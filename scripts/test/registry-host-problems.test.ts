import { describe, expect, it } from 'vitest'
import { registryHostProblems } from '../registry-host-problems.js'

// Put together here, so that this file does not name one itself.
const host = ['registry', 'npmjs', 'org'].join('.')

describe('the check for package registries', () => {
  it('rejects a lockfile that names one', () => {
    const lock = `{\n  "resolved": "https://${host}/acorn/-/acorn-8.0.0.tgz"\n}`
    expect(registryHostProblems('package-lock.json', lock)).toEqual([
      `package-lock.json:2: names a package registry (${host})`,
    ])
  })

  it('rejects a lockfile with any other address', () => {
    const lock = '  "resolved": "https://example.com/acorn.tgz"'
    expect(registryHostProblems('package-lock.json', lock)).toHaveLength(1)
  })

  it('rejects a mirror in .npmrc', () => {
    expect(
      registryHostProblems('.npmrc', `registry=https://${host.replace('npmjs.org', 'example.cn')}/`),
    ).toHaveLength(1)
  })

  it('accepts the word itself', () => {
    expect(registryHostProblems('README.md', 'The registry. It is the one your npm is set to.')).toEqual([])
  })
})
