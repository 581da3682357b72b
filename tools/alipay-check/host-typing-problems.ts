import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { ownFilesIn } from '../shared/project-files.js'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Whether the node is part of an expression that begins with `my`: `my.a.b`, `my.a(here)`. */
function concernsHost(node: ts.Node): boolean {
  for (let outer: ts.Node = node; !ts.isStatement(outer) && !ts.isFunctionLike(outer); outer = outer.parent) {
    let root: ts.Node = outer
    while (ts.isPropertyAccessExpression(root) || ts.isCallExpression(root)) root = root.expression
    if (root !== outer && ts.isIdentifier(root) && root.text === 'my') return true
    if (outer.parent === undefined) return false
  }
  return false
}

function nodeAt(source: ts.SourceFile, position: number): ts.Node {
  let found: ts.Node = source
  const descend = (node: ts.Node): void => {
    if (node.getStart(source) > position || node.getEnd() <= position) return
    found = node
    node.forEachChild(descend)
  }
  source.forEachChild(descend)
  return found
}

/**
 * Where the built scripts use `my` in a way that Alipay's official typings do not know. Everything else that the
 * compiler would say of untyped, bundled JavaScript says nothing about the host, and is left out.
 */
export function hostTypingProblems(project: string): string[] {
  const scripts = ownFilesIn(project).filter((file) => file.endsWith('.js'))
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
      typeRoots: [path.join(here, 'node_modules')],
      types: ['@mini-types/alipay'],
    },
  })
  const global = program
    .getGlobalDiagnostics()
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
  const local = scripts.flatMap((file) => {
    const source = program.getSourceFile(path.join(project, file))
    if (!source) return [`${file}: could not be read`]
    return program
      .getSemanticDiagnostics(source)
      .filter(({ start }) => start !== undefined && concernsHost(nodeAt(source, start)))
      .map(({ start = 0, messageText }) => {
        const { line } = source.getLineAndCharacterOfPosition(start)
        return `${file}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
      })
  })
  return [...global, ...local]
}
