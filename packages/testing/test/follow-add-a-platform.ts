import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const packages = path.join(root, 'packages')

/** One block of code of the page. */
export interface PageStep {
  /** `ts`, `json`, `sh`. */
  readonly language: string
  /** Where it belongs; empty for commands. */
  readonly file: string
  readonly code: string
}

export function readSteps(page: string): PageStep[] {
  const text = readFileSync(path.join(root, page), 'utf8')
  return [...text.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', file = '', code = '']) => ({ language, file, code }),
  )
}

/** A copy of the repository, as far as the page touches it, in which the page was followed. */
export interface ThrowawayCheckout {
  readonly folder: string
  remove(): void
}

/** Does what each step says, in a folder that git does not see and from which packages resolve as in the workspace. */
export function followSteps(steps: readonly PageStep[]): ThrowawayCheckout {
  const artifacts = path.join(packages, 'testing/.artifacts')
  mkdirSync(artifacts, { recursive: true })
  const folder = mkdtempSync(path.join(artifacts, 'add-a-platform-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    cpSync(path.join(root, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'))
    for (const name of ['alipay', 'wechat', 'simulator']) copyPackage(folder, name)
    for (const step of steps) follow(folder, step)
    installPackage(folder)
    return { folder, remove }
  } catch (error) {
    remove()
    throw error
  }
}

function copyPackage(folder: string, name: string): void {
  const target = path.join(folder, 'packages', name)
  // Neither what is installed nor what is built, maybe at this very moment.
  for (const part of readdirSync(path.join(packages, name))) {
    if (!/^(src|test|README\.md|package\.json|tsconfig.*\.json|tsdown\.config\.mts)$/.test(part)) continue
    cpSync(path.join(packages, name, part), path.join(target, part), { recursive: true })
  }
  symlinkSync(path.join(packages, name, 'node_modules'), path.join(target, 'node_modules'))
}

function follow(folder: string, { language, file, code }: PageStep): void {
  const target = path.join(folder, file)
  if (language === 'sh') {
    // What was a link to the packages of the one that is copied.
    execFileSync('sh', ['-ec', `${code}\nrm -f packages/xx/node_modules`], { cwd: folder })
  } else if (file.endsWith('.json')) {
    const changed = { ...JSON.parse(readFileSync(target, 'utf8')), ...JSON.parse(code) }
    writeFileSync(target, JSON.stringify(changed, undefined, 2))
  } else writeFileSync(target, code)
}

/** What `pnpm install` makes for the new package. */
function installPackage(folder: string): void {
  const modules = path.join(folder, 'packages/xx/node_modules')
  const links = {
    '@miniferry/download-core': path.join(packages, 'core'),
    '@miniferry/download-simulator': path.join(folder, 'packages/simulator'),
    '@miniferry/testing': path.join(packages, 'testing'),
    '@types/node': path.join(packages, 'testing/node_modules/@types/node'),
    vitest: path.join(packages, 'testing/node_modules/vitest'),
  }
  for (const [name, target] of Object.entries(links)) {
    mkdirSync(path.dirname(path.join(modules, name)), { recursive: true })
    symlinkSync(target, path.join(modules, name))
  }
}
