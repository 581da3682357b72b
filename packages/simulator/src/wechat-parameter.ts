/** The base library's check of an argument, the same on all platforms (native-apis.md §3.2). */
export function parameterFailure(
  api: string,
  name: string,
  value: unknown,
  expected: 'String' | 'Object',
): { errMsg: string } | undefined {
  const got = value === null ? 'Null' : value === undefined ? 'Undefined' : capitalized(typeof value)
  if (got === expected) return undefined
  return { errMsg: `${api}:fail parameter error: parameter.${name} should be ${expected} instead of ${got};` }
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
