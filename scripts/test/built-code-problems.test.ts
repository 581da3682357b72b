import { describe, expect, it } from 'vitest'
import { builtCodeProblems } from '../built-code-problems.js'

const problemsOf = (code: string, file = 'index.js', hostGlobals: readonly string[] = []) =>
  builtCodeProblems([file], () => code, { version: 2018, hostGlobals })

describe('the check of built code', () => {
  it.each([
    ['optional chaining', 'exports.f = (a) => a?.b'],
    ['nullish coalescing', 'exports.f = (a) => a ?? 1'],
    ['class fields', 'class A { x = 1 }'],
    ['a catch without a name', 'try {} catch {}'],
    ['import()', 'exports.f = () => import("x")'],
    ['an import in CommonJS', 'import "x"'],
    ['[].flat', '[[1]].flat()'],
    ['Object.fromEntries', 'Object.fromEntries([])'],
    ['"".replaceAll', '"a".replaceAll("a", "b")'],
    ['Promise["allSettled"]', 'Promise["allSettled"]([])'],
    ['.at of what nobody knows', 'exports.f = (list) => list.at(-1)'],
    ['a flag of regular expressions', 'exports.f = /a/d'],
  ])('rejects %s', async (_, code) => {
    expect(await problemsOf(code)).toContainEqual(expect.stringMatching(/^index\.js:1: /))
  })

  it.each([
    'URL',
    'globalThis',
    'AbortController',
    'queueMicrotask',
    'process',
    'window',
    'Function',
    'eval',
    'BigInt',
  ])('rejects the global %s, even where it is only looked for', async (name) => {
    expect(await problemsOf(`\nexports.f = () => typeof ${name}`)).toContainEqual(
      `index.js:2: '${name}' is not defined.`,
    )
  })

  it.each([
    ['async functions and object spread', 'exports.f = async (a) => ({ ...a })'],
    ['built-ins of the time', 'Object.entries({}).map(String); [].includes(1); Promise.race([new Map()])'],
    ['timers and the console', 'const t = setTimeout(() => console.warn(undefined), 1); clearTimeout(t)'],
    ['a name that the code declares', 'function URL() {} var top = URL; exports.a = top; let b = top; b()'],
    ['a variable that is called like a newer method', 'const at = 1; const o = { any: "flat" }; o[at]'],
    ['require', 'const core = require("core")'],
  ])('accepts %s', async (_, code) => {
    expect(await problemsOf(code)).toEqual([])
  })

  it('reads .mjs as a module, which has no require', async () => {
    expect(await problemsOf('export * from "x"', 'index.mjs')).toEqual([])
    expect(await problemsOf('require("core")', 'index.mjs')).toHaveLength(1)
  })

  it('accepts the host object of the own platform and no other', async () => {
    const code = 'exports.host = () => wx'
    expect(await problemsOf(code, 'index.js', ['wx'])).toEqual([])
    expect(await problemsOf(code, 'index.js', ['my'])).toHaveLength(1)
  })

  it('lets no comment in the code switch it off', async () => {
    expect(await problemsOf('/* eslint-disable */ /* global URL */ exports.f = URL')).toHaveLength(1)
  })

  it('lets a package that needs no host use any global, and newer syntax', async () => {
    const code = 'exports.f = (a) => new URL(a?.b).hash.replaceAll("a", "b")'
    expect(await builtCodeProblems(['index.js'], () => code, { version: 2022 })).toEqual([])
  })
})
