import { describe, expect, it } from 'vitest'
import { globalProblems } from '../global-problems.js'

describe('the check for globals', () => {
  it.each([
    'URL',
    'globalThis',
    'AbortController',
    'queueMicrotask',
    'process',
    'window',
    'Function',
    'eval',
  ])('rejects %s', (name) => {
    expect(globalProblems('index.js', `\nexports.f = () => typeof ${name}`, [])).toEqual([
      expect.stringContaining(`index.js:2: uses the global \`${name}\``),
    ])
  })

  it('accepts timers, console and what ECMAScript 2018 has', () => {
    const code = 'const t = setTimeout(() => console.warn(new Map(), Promise, undefined), 1); clearTimeout(t)'
    expect(globalProblems('index.mjs', code, [])).toEqual([])
  })

  it('accepts a name that the code declares itself', () => {
    expect(
      globalProblems('index.js', 'function URL() {} var top = URL; exports.a = top; let b = top; b()', []),
    ).toEqual([])
  })

  it('accepts the host object of the own platform and no other', () => {
    const code = 'exports.host = () => wx'
    expect(globalProblems('index.js', code, ['wx'])).toEqual([])
    expect(globalProblems('index.js', code, ['my'])).toHaveLength(1)
  })

  it('accepts require in CommonJS and not in a module', () => {
    const code = 'const core = require("core")'
    expect(globalProblems('index.js', code, [])).toEqual([])
    expect(globalProblems('index.mjs', code, [])).toHaveLength(1)
  })
})
