import path from 'node:path'
import ts from 'typescript'
import { ownFilesIn } from '../shared/files.js'

/**
 * Where the built scripts use `my` in a way that Alipay's official typings do not know. Everything else that the
 * compiler would say of untyped, bundled JavaScript says nothing about the host, and is left out.
 */
export function hostTypingProblems(project: string): string[] {
  const scripts = ownFilesIn(project, '.js')
  const program = ts.createProgram({
    rootNames: scripts.map((file) => path.join(project, file)),
    options: {
      noEmit: true,
      allowJs: true,
      checkJs: true,
      strict: false,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2020,
      lib: ['lib.es2020.d.ts'],
      module: ts.ModuleKind.Preserve,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      maxNodeModuleJsDepth: 0,
      typeRoots: [path.join(import.meta.dirname, 'node_modules')],
      types: ['@mini-types/alipay'],
    },
  })
  const words = ({ messageText }: ts.Diagnostic) => ts.flattenDiagnosticMessageText(messageText, ' ')
  return [
    ...program.getGlobalDiagnostics().map(words),
    ...scripts.flatMap((file) => {
      const source = program.getSourceFile(path.join(project, file))
      if (!source) return [`${file}: could not be read`]
      return program
        .getSemanticDiagnostics(source)
        .filter(({ start = 0 }) => concernsHost(source, start))
        .map((problem) => {
          const { line } = source.getLineAndCharacterOfPosition(problem.start ?? 0)
          return `${file}:${line + 1}: ${words(problem)}`
        })
    }),
  ]
}

/** Whether the statement or function around a place names `my` before it: `my.a.b`, `my.a({ here })`. */
function concernsHost(source: ts.SourceFile, position: number): boolean {
  const before = source.text.slice(0, position)
  return /\bmy\.[^;{}]*(?:\{[^;{}]*)?$/.test(before)
}
