import { ESLint, type Linter } from 'eslint'
import esX from 'eslint-plugin-es-x'

export interface BuiltCode {
  /** The newest edition of ECMAScript that may be used. */
  readonly version: 2018 | 2022
  /** Host objects that the code may name; without them it may use any global. */
  readonly hostGlobals?: readonly string[] | undefined
}

/** ESLint lets all code have these; hosts do not run code that is a text. */
const noCode = { eval: 'off', Function: 'off' } as const

/**
 * What a host of that year could not run: syntax, members of built-ins (by name alone, whatever the object is: nobody could tell the two
 * apart), and globals such as `URL`, `globalThis`, or `wx` in the package for Alipay. Both vendors' tools leave the code of npm packages as it
 * is, so it would reach the phone and stop the app there.
 */
function configuration({ version, hostGlobals }: BuiltCode): Linter.Config[] {
  const { rules = {} } = esX.configs[`flat/restrict-to-es${version}`]
  // Arrays have methods of the same names; the other one takes `export *` for `export * as`, which the parser tells apart.
  const wrong = /^es-x\/no-(iterator-prototype-|export-ns-from$)/
  const newer = Object.entries(rules).filter(([name]) => !wrong.test(name))
  const named = ['setTimeout', 'clearTimeout', 'console', ...(hostGlobals ?? [])]
  const globals = Object.fromEntries(named.map((name) => [name, 'readonly' as const]))
  return [
    {
      files: ['**/*.js', '**/*.mjs'],
      plugins: { 'es-x': esX },
      settings: { 'es-x': { aggressive: true } },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      languageOptions: { ecmaVersion: version, sourceType: 'module', globals: { ...globals, ...noCode } },
      rules: {
        ...Object.fromEntries(newer),
        'no-undef': hostGlobals === undefined ? 'off' : ['error', { typeof: true }],
      },
    },
    { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
  ]
}

/** `read` gives the text of a file. Its name tells what it is: `.mjs` is a module, every other one is CommonJS. */
export async function builtCodeProblems(
  files: readonly string[],
  read: (file: string) => string,
  code: BuiltCode,
): Promise<string[]> {
  const eslint = new ESLint({ overrideConfigFile: true, ignore: false, overrideConfig: configuration(code) })
  const results = await Promise.all(files.map((file) => eslint.lintText(read(file), { filePath: file })))
  return results.flatMap(([result], index) =>
    (result?.messages ?? [])
      // Others are about its own comments.
      .filter(({ severity }) => severity === 2)
      .map(({ line, message }) => `${files[index]}:${line}: ${message}`),
  )
}
