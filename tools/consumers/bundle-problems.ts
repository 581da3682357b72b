import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse, type Token } from 'acorn'
import { type BuiltProject, type PlatformName, packageNames } from './consumer.js'

/** Long regular expressions tell a package: bundlers and minifiers leave them as they are, and nobody else has the same. */
type Marks = ReadonlySet<string>

/** A shorter one may be anybody's: Mpx has some of those that our core has. */
const shortestMark = 16

/** What each package has and the others have not. */
export type PackageMarks = Readonly<Record<'core' | PlatformName, Marks>>

/** Reads the marks of the packages in the `node_modules` of a folder. */
export function readPackageMarks(installed: string): PackageMarks {
  const marksOf = (name: string): Set<string> =>
    patternsIn(readFileSync(path.join(installed, 'node_modules', name, 'dist/index.mjs'), 'utf8'))
  const found = {
    core: marksOf('@miniferry/download-core'),
    wechat: marksOf(packageNames.wechat),
    alipay: marksOf(packageNames.alipay),
  }
  const own = (name: keyof typeof found): Marks =>
    new Set(
      [...found[name]].filter((mark) =>
        Object.entries(found).every(([other, marks]) => other === name || !marks.has(mark)),
      ),
    )
  return { core: own('core'), wechat: own('wechat'), alipay: own('alipay') }
}

/** Whether the package of the platform is in what was built, and nothing of the other. */
export function packageProblems(built: BuiltProject, platform: PlatformName, marks: PackageMarks): string[] {
  const other = platform === 'wechat' ? 'alipay' : 'wechat'
  const files = scriptsOf(built)
  const having = (wanted: Marks): string[] =>
    files.filter(({ patterns }) => [...wanted].some((mark) => patterns.has(mark))).map(({ file }) => file)
  return [
    ...(having(marks[platform]).length === 0 ? [`${packageNames[platform]} is in no script`] : []),
    ...having(marks[other]).map((file) => `${file} has ${packageNames[other]} in it`),
  ]
}

/** Scripts with our code in them that an engine of ECMAScript 2018 cannot read. */
export function syntaxProblems(built: BuiltProject, marks: PackageMarks): string[] {
  const ours = [...marks.core, ...marks.wechat, ...marks.alipay]
  const files = scriptsOf(built).filter(({ patterns }) => ours.some((mark) => patterns.has(mark)))
  if (files.length === 0) return ['our code is in no script']
  return files.flatMap(({ file, code }) => {
    try {
      parse(code, { ecmaVersion: 2018, sourceType: 'script' })
      return []
    } catch (error) {
      return [`${file}: not ECMAScript 2018: ${error instanceof Error ? error.message : String(error)}`]
    }
  })
}

function scriptsOf(built: BuiltProject): { file: string; code: string; patterns: Set<string> }[] {
  return built.scripts.map((file) => {
    const code = readFileSync(path.join(built.folder, file), 'utf8')
    return { file, code, patterns: patternsIn(code) }
  })
}

function patternsIn(code: string): Set<string> {
  const patterns = new Set<string>()
  // Its typings leave the value out.
  const onToken = ({ type, value }: Token & { value?: unknown }): void => {
    const pattern = type.label === 'regexp' ? (value as { pattern: string }).pattern : ''
    if (pattern.length >= shortestMark) patterns.add(pattern)
  }
  parse(code, { ecmaVersion: 'latest', sourceType: 'module', onToken })
  return patterns
}
