import type { FailureKnobs } from './failure-knobs.js'
import type { Problem, ProblemKind } from './problem.js'

/** A file that is not there, or another that is. */
const affected: readonly ProblemKind[] = ['missing', 'temporary-missing', 'not-directory', 'exists']

/** What a file method says, whole, where it does not say what is wrong; else `undefined`. */
export function unspecificFileWords(
  fileWords: FailureKnobs['fileWords'],
  api: string,
  { kind, path = '' }: Problem,
): string | undefined {
  if (fileWords === 'own' || !affected.includes(kind)) return undefined
  return fileWords === 'bare' ? `${api}:fail` : `${api}:fail fail ${api} ${path}`
}
