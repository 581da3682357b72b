import path from 'node:path'
import ts from 'typescript'

/**
 * What the compiler says of projects, as `tsc -p` does one by one. Here they share what was read, and each file is checked once: by
 * the project that includes it, not again by all that import it.
 *
 * @param configs - their tsconfig files
 */
export function typeProblems(configs: readonly string[]): string[] {
  const projects = configs.map(readProject)
  const included = new Set(projects.flatMap(({ fileNames }) => fileNames))
  const read = new Map<string, ts.SourceFile | undefined>()
  const found = projects.flatMap(({ fileNames, options, errors }) => {
    const program = ts.createProgram(fileNames, options, createHost(options, read))
    const own = new Set(fileNames)
    const checked = program
      .getSourceFiles()
      // What no project includes is checked with whoever imports it.
      .filter(({ fileName }) => own.has(fileName) || !(included.has(fileName) || isForeign(fileName)))
    return [
      ...errors,
      ...program.getConfigFileParsingDiagnostics(),
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...checked.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
        ...(options.declaration === true ? program.getDeclarationDiagnostics(file) : []),
      ]),
    ]
  })
  return [...new Set(found.map(toText))]
}

function readProject(config: string): ts.ParsedCommandLine {
  const problems: ts.Diagnostic[] = []
  const host = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (problem: ts.Diagnostic) => problems.push(problem),
  }
  const parsed = ts.getParsedCommandLineOfConfigFile(path.resolve(config), { noEmit: true }, host)
  return parsed ?? { options: {}, fileNames: [], errors: problems }
}

/** A compiler host that reads and parses a file once for all projects that understand it alike. */
function createHost(
  options: ts.CompilerOptions,
  read: Map<string, ts.SourceFile | undefined>,
): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  // As `tsc` does: comments matter where they are about types.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors
  const { getSourceFile } = host
  host.getSourceFile = (fileName, manner, onError) => {
    const { languageVersion, impliedNodeFormat } =
      typeof manner === 'object' ? manner : { languageVersion: manner, impliedNodeFormat: undefined }
    const { module, moduleDetection, jsx, strict } = options
    const key = [fileName, languageVersion, impliedNodeFormat, module, moduleDetection, jsx, strict].join(' ')
    if (!read.has(key)) read.set(key, getSourceFile(fileName, manner, onError))
    return read.get(key)
  }
  return host
}

function isForeign(fileName: string): boolean {
  return fileName.includes('/node_modules/') || fileName.endsWith('.json')
}

function toText({ file, start, code, messageText }: ts.Diagnostic): string {
  const text = `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  if (file === undefined || start === undefined) return text
  const { line, character } = file.getLineAndCharacterOfPosition(start)
  return `${path.relative(process.cwd(), file.fileName)}:${line + 1}:${character + 1} ${text}`
}
