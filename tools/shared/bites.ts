import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runSteps, type Step } from './steps.js'
import { temporaryCopy } from './temporary-copy.js'

/** A copy of the demo with one thing broken, and the words in which a check has to reject it. */
export interface Bite {
  readonly broken: string
  /** The step that has to find it. */
  readonly step: string
  /** What that step has to say. */
  readonly expected: RegExp
  breakProject(project: BreakableProject): void
}

/** A project to break. Each method throws where it would change nothing: a bite that breaks nothing proves nothing. */
export interface BreakableProject {
  replace(file: string, search: string | RegExp, replacement: string): void
  prepend(file: string, text: string): void
  create(file: string, text: string): void
  remove(file: string): void
  /** Moves a folder out of the project and leaves a link to it. */
  link(folder: string): void
}

function breakable(project: string): BreakableProject {
  const change = (file: string, edit: (text: string) => string): void => {
    const before = readFileSync(path.join(project, file), 'utf8')
    const after = edit(before)
    if (after === before) throw new Error(`nothing to break in ${file}`)
    writeFileSync(path.join(project, file), after)
  }
  return {
    replace: (file, search, replacement) => change(file, (text) => text.replace(search, replacement)),
    prepend: (file, text) => change(file, (before) => text + before),
    create: (file, text) => writeFileSync(path.join(project, file), text),
    remove: (file) => rmSync(path.join(project, file)),
    link: (folder) => {
      const elsewhere = temporaryCopy(path.join(project, folder))
      rmSync(path.join(project, folder), { recursive: true })
      symlinkSync(elsewhere, path.join(project, folder))
    },
  }
}

/** Breaks a copy for each bite, runs the steps on it and prints a table. Returns how many were not rejected as expected. */
export async function runBites(
  project: string,
  bites: readonly Bite[],
  stepsFor: (copy: string) => readonly Step[],
): Promise<number> {
  let missed = 0
  for (const bite of bites) {
    const copy = temporaryCopy(project)
    bite.breakProject(breakable(copy))
    const steps = stepsFor(copy).filter(({ name }) => name === bite.step)
    if (steps.length !== 1) throw new Error(`no step is called "${bite.step}"`)
    const results = await runSteps(steps)
    const reason = results.flatMap(({ problems }) => problems).find((problem) => bite.expected.test(problem))
    if (reason === undefined) missed += 1
    const verdict = reason === undefined ? 'MISSED  ' : 'rejected'
    const shown =
      (reason ?? results.flatMap(({ problems }) => problems)[0] ?? 'nothing found').split('\n')[0] ?? ''
    console.log(`${verdict}  ${bite.broken.padEnd(44)}  ${shown.replaceAll(copy, '').slice(0, 100)}`)
    rmSync(copy, { recursive: true, force: true })
  }
  return missed
}
