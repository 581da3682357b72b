import { describe, expect, it } from 'vitest'
import { syntaxProblems } from '../syntax-problems.js'

describe('the syntax check', () => {
  it('accepts async functions and object spread, which are ECMAScript 2018', () => {
    expect(syntaxProblems('index.js', 'exports.f = async (a) => ({ ...a })', 2018)).toEqual([])
  })

  it.each([
    ['optional chaining', 'exports.f = (a) => a?.b'],
    ['nullish coalescing', 'exports.f = (a) => a ?? 1'],
    ['class fields', 'class A { x = 1 }'],
    ['a catch without a name', 'try {} catch {}'],
    ['import()', 'exports.f = () => import("x")'],
    ['an import in CommonJS', 'import "x"'],
  ])('rejects %s', (_, code) => {
    expect(syntaxProblems('index.js', code, 2018)).toEqual([
      expect.stringContaining('index.js: not ECMAScript 2018'),
    ])
  })

  it('reads .mjs as a module', () => {
    expect(syntaxProblems('index.mjs', 'export * from "x"', 2018)).toEqual([])
  })
})
