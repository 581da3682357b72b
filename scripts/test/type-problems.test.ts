import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { typeProblems } from '../type-problems.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'miniferry-types-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Two projects, the second of which imports the first, as packages do. */
function problemsOf(files: Readonly<Record<string, string>>, options: object = {}): string[] {
  const compilerOptions = {
    strict: true,
    target: 'es2022',
    lib: ['es2022'],
    types: [],
    module: 'preserve',
    ...options,
  }
  const all = {
    'one/tsconfig.json': JSON.stringify({ compilerOptions, include: ['.'] }),
    'two/tsconfig.json': JSON.stringify({ compilerOptions, include: ['.'] }),
    'one/index.ts': 'export const one: number = 1\n',
    'two/index.ts': "import { one } from '../one/index.js'\nexport const two: number = one + 1\n",
    ...files,
  }
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  return typeProblems(['one', 'two'].map((name) => path.join(folder, name, 'tsconfig.json'))).map((problem) =>
    problem.replace(/^.*?((?:one|two|shared)\/)/, '$1'),
  )
}

describe('the check of types', () => {
  it('finds nothing where all is well', () => {
    expect(problemsOf({})).toEqual([])
  })

  it.each([
    ['a wrong type', "export const one: number = 'one'\n", /^one\/index\.ts:1:14 TS2322: /],
    ['a mistake of syntax', 'export const one: number = \n', /^one\/index\.ts:1:27 TS1109: /],
    [
      'an expectation of an error that is none',
      '// @ts-expect-error\nexport const one: number = 1\n',
      /TS2578/,
    ],
    ['a name of another environment', 'export const one: number = document.nodeType\n', /TS2584/],
  ])('names %s once, though two projects see it', (_, text, expected) => {
    expect(problemsOf({ 'one/index.ts': text })).toEqual([expect.stringMatching(expected)])
  })

  it('finds what is wrong only together with another project', () => {
    expect(problemsOf({ 'one/index.ts': "export const one: string = '1'\n" })).toEqual([
      expect.stringMatching(/^two\/index\.ts:2:14 TS2322: /),
    ])
  })

  it('finds what has no type for others to see', () => {
    const problems = problemsOf(
      { 'one/index.ts': 'export const one = [1].map(Number)[0] ?? 1\n' },
      { declaration: true, isolatedDeclarations: true },
    )
    expect(problems).toEqual([expect.stringMatching(/^one\/index\.ts:1:14 TS9010: /)])
  })

  it('checks what no project includes with those that import it', () => {
    const problems = problemsOf({
      'shared/index.ts': 'export const shared: number = true\n',
      'two/index.ts': "export { shared } from '../shared/index.js'\n",
    })
    expect(problems).toEqual([expect.stringMatching(/^shared\/index\.ts:1:14 TS2322: /)])
  })

  it('finds settings that do not exist, and projects that do not', () => {
    expect(problemsOf({}, { strictest: true })).toContainEqual(expect.stringContaining("'strictest'"))
    expect(typeProblems([path.join(folder, 'nowhere.json')])).toEqual([
      expect.stringContaining('nowhere.json'),
    ])
  })
})
