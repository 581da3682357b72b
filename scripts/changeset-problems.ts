import parseChangeset from '@changesets/parse'

const bumps = ['major', 'minor', 'patch', 'none']

/** What is wrong with one changeset: it would stop the release, long after its pull request was merged. */
export function changesetProblems(file: string, text: string, packageNames: readonly string[]): string[] {
  try {
    const { releases, summary } = parseChangeset(text)
    const problems = releases.flatMap(({ name, type }) => [
      ...(packageNames.includes(name) ? [] : [`${file}: ${name} is not a published package`]),
      ...(bumps.includes(type)
        ? []
        : [`${file}: ${name} has "${type}", expected one of ${bumps.join(', ')}`]),
    ])
    if (releases.length > 0 && summary === '') problems.push(`${file}: no summary`)
    return problems
  } catch (error) {
    return [`${file}: ${error instanceof Error ? error.message : String(error)}`]
  }
}
