import { describe, expect, it } from 'vitest'
import { builtInProblems } from '../built-in-problems.js'

describe('the check for built-ins', () => {
  it.each([
    '[[1]].flat()',
    'Object.fromEntries([])',
    '"a".replaceAll("a", "b")',
    'Promise["allSettled"]([])',
    '[1].at(-1)',
  ])('rejects %s', (code) => {
    expect(builtInProblems('index.js', code)).toEqual([expect.stringContaining('index.js:1: `.')])
  })

  it('accepts what ECMAScript 2018 has', () => {
    expect(
      builtInProblems('index.js', 'Object.entries({}).map(String); [].includes(1); Promise.race([])'),
    ).toEqual([])
  })

  it('accepts a variable whose value names such a method', () => {
    expect(builtInProblems('index.js', 'const at = 1; const o = { network: "any" }; o[at]')).toEqual([])
  })
})
