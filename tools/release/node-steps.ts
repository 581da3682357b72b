import { readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { readSamples } from '../../apps/docs/src/samples/read-samples.js'
import { publishedPackages, root } from '../../scripts/published-packages.js'
import { runTool } from '../consumers/run-tool.js'
import type { Step } from '../shared/steps.js'
import { installPackages, writeFiles } from './empty-project.js'

/** All entries that a program may import. */
const entries = [...publishedPackages.map(({ name }) => name), '@miniferry/download-simulator/node']

/** A Node project with everything in it. */
export function installStep(project: string): Step {
  return {
    name: 'Node project: all packages install',
    async run() {
      await installPackages(project, ['--save-dev', ...publishedPackages.map(({ name }) => name)])
      return []
    },
  }
}

/** A project that tests a mini-program: everything is imported both ways, and the simulator's own example runs. */
export function nodeSteps(project: string): Step[] {
  return [
    { name: 'Node project: import and require give the same names', run: () => importProblems(project) },
    {
      name: "Node project: the example test of the simulator's README passes in vitest",
      run: () => exampleProblems(project),
    },
  ]
}

async function importProblems(project: string): Promise<string[]> {
  const list = JSON.stringify(entries)
  writeFiles(project, {
    'imports.mjs': `
      import { createRequire } from 'node:module'
      const require = createRequire(import.meta.url)
      const problems = []
      for (const name of ${list}) {
        const imported = Object.keys(await import(name)).filter((key) => key !== 'default' && key !== 'module.exports')
        const required = Object.keys(require(name))
        if (imported.length === 0) problems.push(name + ' exports nothing')
        if (imported.sort().join() !== required.sort().join())
          problems.push(name + ': import gives ' + imported + ', require gives ' + required)
      }
      console.log(JSON.stringify(problems))`,
  })
  return JSON.parse(await runTool(process.execPath, ['imports.mjs'], project)) as string[]
}

async function exampleProblems(project: string): Promise<string[]> {
  const page = 'packages/simulator/README.md'
  const example = readSamples(page, readFileSync(path.join(root, page), 'utf8')).find(({ code }) =>
    code.includes("from 'vitest'"),
  )
  if (example === undefined) return [`${page} has no test`]
  writeFiles(project, { 'example.test.ts': example.code })
  // The runner is the one of this workspace, so that it need not be installed.
  symlinkSync(path.join(root, 'node_modules/vitest'), path.join(project, 'node_modules/vitest'))
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
  const output = await runTool(
    process.execPath,
    [vitest, 'run', '--reporter=json', '--root', project],
    project,
  )
  const { numPassedTests } = JSON.parse(output.slice(output.indexOf('{'))) as { numPassedTests: number }
  return numPassedTests > 0 ? [] : ['no test ran']
}
