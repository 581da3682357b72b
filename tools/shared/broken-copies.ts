import { readFileSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { temporaryCopy, writeFiles } from './files.js'
import { runSteps, type Step } from './steps.js'

/** Breaks one thing in a copy of a project. Throws where it would change nothing: that would prove nothing. */
export type Break = (project: string) => void

/** By the step that has to reject it: what is broken, the words of the rejection, and how. */
export type BrokenCopies = Readonly<
  Record<string, Readonly<Record<string, readonly [words: RegExp, how: Break]>>>
>

const change =
  (file: string, edit: (text: string) => string): Break =>
  (project) => {
    const before = readFileSync(path.join(project, file), 'utf8')
    const after = edit(before)
    if (after === before) throw new Error(`nothing to break in ${file}`)
    writeFiles(project, { [file]: after })
  }

export const replace = (file: string, search: string | RegExp, replacement: string): Break =>
  change(file, (text) => text.replace(search, replacement))

export const prepend = (file: string, text: string): Break => change(file, (before) => text + before)

export const remove =
  (file: string): Break =>
  (project) =>
    rmSync(path.join(project, file))

/** Moves a folder out of the project and leaves a link to it. */
export const link =
  (folder: string): Break =>
  (project) => {
    const elsewhere = temporaryCopy(path.join(project, folder))
    rmSync(path.join(project, folder), { recursive: true })
    symlinkSync(elsewhere, path.join(project, folder))
  }

/** Breaks a copy for each, runs its step on it and prints a table. What was not rejected as expected is a problem. */
export async function runBrokenCopies(
  project: string,
  all: readonly BrokenCopies[],
  stepsFor: (copy: string) => Readonly<Record<string, Step>>,
): Promise<{ problems: string[] }[]> {
  const results: { problems: string[] }[] = []
  for (const [id, copies] of all.flatMap((copies) => Object.entries(copies))) {
    for (const [what, [words, how]] of Object.entries(copies)) {
      const copy = temporaryCopy(project)
      how(copy)
      const step = stepsFor(copy)[id]
      if (step === undefined) throw new Error(`no step is called "${id}"`)
      const said = (await runSteps([step])).flatMap(({ problems }) => problems)
      const reason = said.find((problem) => words.test(problem))
      const [shown = ''] = (reason ?? said[0] ?? 'nothing found').split('\n')
      const verdict = reason === undefined ? 'MISSED  ' : 'rejected'
      console.log(`${verdict}  ${what.padEnd(44)}  ${shown.replaceAll(copy, '').slice(0, 100)}`)
      results.push({ problems: reason === undefined ? [what] : [] })
      rmSync(copy, { recursive: true, force: true })
    }
  }
  return results
}
