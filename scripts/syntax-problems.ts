import { type ecmaVersion, type Program, parse } from 'acorn'

/** `.mjs` is a module; every other built file is CommonJS. */
export function sourceTypeOf(file: string): 'module' | 'script' {
  return file.endsWith('.mjs') ? 'module' : 'script'
}

/** Parses a built file with the syntax of one year and nothing newer. */
export function parseBuiltFile(file: string, code: string, version: ecmaVersion): Program {
  return parse(code, { ecmaVersion: version, sourceType: sourceTypeOf(file), locations: true, ranges: true })
}

/**
 * What a host of that year could not read. Both vendors' tools leave the code of npm packages as it is by default,
 * so newer syntax would reach the phone and stop the app there.
 */
export function syntaxProblems(file: string, code: string, version: ecmaVersion): string[] {
  try {
    parseBuiltFile(file, code, version)
    return []
  } catch (error) {
    return [`${file}: not ECMAScript ${version}: ${error instanceof Error ? error.message : String(error)}`]
  }
}
