import type { MemberExpression } from 'acorn'
import { simple } from 'acorn-walk'
import { parseBuiltFile } from './syntax-problems.js'

/**
 * Members of built-in objects that came after ECMAScript 2018. By name alone, whatever the object is: our own code
 * should have no member of such a name either, since nobody could tell the two apart.
 */
const newerMembers = new Set(
  `
  at flat flatMap findLast findLastIndex toReversed toSorted toSpliced
  fromEntries hasOwn groupBy fromAsync
  matchAll replaceAll trimStart trimEnd isWellFormed toWellFormed
  allSettled any withResolvers
  isSubsetOf isSupersetOf isDisjointFrom symmetricDifference
  `
    .trim()
    .split(/\s+/),
)

function memberName({ computed, property }: MemberExpression): string | undefined {
  if (!computed) return property.type === 'Identifier' ? property.name : undefined
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined
}

/** Built-in methods that hosts with ECMAScript 2018 do not have; no vendor's tool adds them for npm packages. */
export function builtInProblems(file: string, code: string): string[] {
  const problems: string[] = []
  simple(parseBuiltFile(file, code, 2018), {
    MemberExpression(node) {
      const name = memberName(node)
      if (name !== undefined && newerMembers.has(name)) {
        problems.push(`${file}:${node.loc?.start.line ?? '?'}: \`.${name}\` is newer than ECMAScript 2018`)
      }
    },
  })
  return problems
}
