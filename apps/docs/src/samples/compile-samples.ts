import { join } from 'node:path'
import ts from 'typescript'
import * as names from '../../samples/names.js'
import { repository } from '../site/page-sources.js'
import type { SampleModule } from './read-samples.js'

const app = join(repository, 'apps/docs')
/** What samples use and do not declare: `names.ts` has each name, for the samples that are run as well. */
const namesFile = join(app, 'samples/names.d.ts')
const namesText = Object.keys(names)
  .map((name) => `declare const ${name}: typeof import('./names.js')['${name}']`)
  .join('\n')
const writtenHere = new Map([
  [namesFile, namesText],
  // What our sources may use of a host. Samples have the vendors' typings.
  [join(repository, 'packages/core/src/host-globals.d.ts'), ''],
])

/** What a sample may use besides what it imports. */
type Surroundings = 'mini-program' | 'test' | 'javascript'

/**
 * Compiles all samples against the sources, strictly, and says what the compiler says of each, with its place on the page. Code of mini-programs
 * does not know what hosts lack, such as `URL` and `document`. In JavaScript, what has no type is anything.
 */
export function compileSamples(modules: readonly SampleModule[]): Map<SampleModule, string[]> {
  const problems = new Map<SampleModule, string[]>()
  const readSourceFile = createSourceReader()
  for (const surroundings of ['mini-program', 'test', 'javascript'] as const) {
    const files = new Map(
      modules
        .filter((module) => surroundingsOf(module) === surroundings)
        .map((module) => [fileOf(module), module]),
    )
    if (files.size === 0) continue
    const program = createProgram(files, optionsFor(surroundings), readSourceFile)
    for (const [file, module] of files) problems.set(module, problemsOf(program, file, module))
  }
  return problems
}

function surroundingsOf({ code, language }: SampleModule): Surroundings {
  if (language === 'js') return 'javascript'
  return /from '(vitest|node:\w+|@miniferry\/download-simulator(\/node)?)'/.test(code)
    ? 'test'
    : 'mini-program'
}

function fileOf({ page, line, language }: SampleModule): string {
  return join(app, 'samples', `${page.replaceAll('/', '+')}-${line}.${language}`)
}

function optionsFor(surroundings: Surroundings): ts.CompilerOptions {
  const { config, error } = ts.readConfigFile(join(repository, 'tsconfig.base.json'), ts.sys.readFile)
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'))
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, app)
  const phone = ['miniprogram-api-typings', '@mini-types/my']
  return {
    ...options,
    target: ts.ScriptTarget.ES2022,
    lib:
      surroundings === 'test'
        ? ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts']
        : ['lib.es2022.d.ts'],
    types: surroundings === 'test' ? ['node', ...phone] : phone,
    declaration: false,
    isolatedDeclarations: false,
    ...(surroundings === 'javascript' && {
      allowJs: true,
      checkJs: true,
      strict: false,
      isolatedModules: false,
    }),
  }
}

type ReadSourceFile = (
  file: string,
  target: ts.ScriptTarget | ts.CreateSourceFileOptions,
) => ts.SourceFile | undefined

/** The three programs have most files in common: each is parsed once. */
function createSourceReader(): ReadSourceFile {
  const read = new Map<string, ts.SourceFile | undefined>()
  return (file, target) => {
    if (!read.has(file)) {
      const text = writtenHere.has(file) ? writtenHere.get(file) : ts.sys.readFile(file)
      read.set(file, text === undefined ? undefined : ts.createSourceFile(file, text, target))
    }
    return read.get(file)
  }
}

function createProgram(
  files: ReadonlyMap<string, SampleModule>,
  options: ts.CompilerOptions,
  readSourceFile: ReadSourceFile,
): ts.Program {
  const host = ts.createCompilerHost(options)
  return ts.createProgram([namesFile, ...files.keys()], options, {
    ...host,
    getCurrentDirectory: () => app,
    fileExists: (file) => files.has(file) || writtenHere.has(file) || host.fileExists(file),
    getSourceFile: (file, target) => {
      const module = files.get(file)
      if (module === undefined) return readSourceFile(file, target)
      // On a line of its own at the end, so that every line stays where it is: even without imports it is a module.
      return ts.createSourceFile(file, `${module.code}\nexport {}`, target)
    },
  })
}

function problemsOf(program: ts.Program, file: string, module: SampleModule): string[] {
  const source = program.getSourceFile(file)
  if (source === undefined) throw new Error(`${file} is not in the program`)
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    .filter((problem) => module.language === 'ts' || !isPropertyOfThis(source, problem))
    .map((problem) => {
      const { line } = source.getLineAndCharacterOfPosition(problem.start ?? 0)
      const text = ts.flattenDiagnosticMessageText(problem.messageText, '\n')
      return `${module.page}:${module.pageLines[line] ?? module.line}: ${text} (TS${problem.code})`
    })
}

/** In JavaScript a page keeps what it likes on itself: `this.task = downloadFile(…)`. */
function isPropertyOfThis(source: ts.SourceFile, { code, start = 0 }: ts.Diagnostic): boolean {
  return code === 2339 && /\bthis\.$/.test(source.text.slice(0, start))
}
