import { analyze } from 'eslint-scope'
import { parseBuiltFile, sourceTypeOf } from './syntax-problems.js'

/** What every host has: timers, `console`, and the built-ins of ECMAScript 2018 that need no code generation. */
const everywhere = `
  setTimeout clearTimeout console
  Array ArrayBuffer Boolean DataView Date decodeURI decodeURIComponent encodeURI encodeURIComponent Error EvalError
  Float32Array Float64Array Infinity Int8Array Int16Array Int32Array isFinite isNaN JSON Map Math NaN Number Object
  parseFloat parseInt Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError
  Uint8Array Uint8ClampedArray Uint16Array Uint32Array undefined URIError WeakMap WeakSet
`
  .trim()
  .split(/\s+/)

const commonJs = ['module', 'exports', 'require']

/**
 * Names that the code takes from outside and that the host need not have, such as `URL`, `AbortController`,
 * `globalThis`, or `wx` in the package for Alipay.
 */
export function globalProblems(file: string, code: string, hostGlobals: readonly string[]): string[] {
  const sourceType = sourceTypeOf(file)
  // Two typings of the same tree: acorn's own and ESTree's.
  const program = parseBuiltFile(file, code, 2018) as unknown as Parameters<typeof analyze>[0]
  const scopes = analyze(program, {
    ecmaVersion: 2018,
    sourceType,
    // CommonJS code stands in a function, so that its top level is not the global scope.
    nodejsScope: sourceType === 'script',
    childVisitorKeys: null,
    fallback: 'iteration',
  })
  const allowed = new Set([...everywhere, ...hostGlobals, ...(sourceType === 'script' ? commonJs : [])])
  return (scopes.globalScope?.through ?? [])
    .map((reference) => reference.identifier)
    .filter((identifier) => !allowed.has(identifier.name))
    .map(
      (identifier) =>
        `${file}:${identifier.loc?.start.line ?? '?'}: uses the global \`${identifier.name}\`, which a mini-program host need not have`,
    )
}
