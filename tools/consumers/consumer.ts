import { readText } from '../shared/files.js'
import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'
import type { PackedPackages } from '../shared/packed-packages.js'
import type { StepResult } from '../shared/steps.js'

/** What a build left: a mini-program as the host loads it. */
export interface BuiltProject {
  readonly folder: string
  /** The scripts that are shipped, relative to the folder. */
  readonly scripts: readonly string[]
}

/** A project that uses our packages as a stranger would: from tarballs, with the build of its framework. */
export interface Consumer {
  readonly name: string
  readonly platforms: readonly PlatformName[]
  /** Path of the page that downloads, without extension. */
  readonly page: string
  /** How that page gets on the screen: by a template of its own, or as one tree of data (Taro). */
  readonly renders: 'template' | 'tree'
  /** Installs everything, and returns the folder whose `node_modules` has our packages. */
  install(packed: PackedPackages): Promise<string>
  /** Runs the real build. Throws where it fails. */
  build(platform: PlatformName, project: string): Promise<BuiltProject>
  /** More that the vendor's tools say of the project. */
  vendorChecks?(project: string): Promise<StepResult[]>
}

/** Words of each package that bundlers and minifiers leave as they are, and nobody else has. */
const marks = {
  core: 'downloadFile:fail success without a file',
  wechat: 'there is no wx here',
  alipay: 'there is no my here',
}

/** Where a package lacks its mark, or has that of another one: then the checks here would say nothing. */
export function markProblems(installed: string): string[] {
  const names = Object.keys(marks) as (keyof typeof marks)[]
  return names.flatMap((name) => {
    const code = readText(installed, `node_modules/@miniferry/download-${name}/dist/index.mjs`)
    return names
      .filter((other) => code.includes(marks[other]) !== (other === name))
      .map((other) => `@miniferry/download-${name}: wrong about "${marks[other]}"`)
  })
}

/** Whether the package of the platform is in what was built, and nothing of the other. */
export function packageProblems(built: BuiltProject, platform: PlatformName): string[] {
  const other = platform === 'wechat' ? 'alipay' : 'wechat'
  return [
    ...(scriptsWith(built, marks[platform]).length === 0
      ? [`${nativePlatforms[platform].package} is in no script`]
      : []),
    ...scriptsWith(built, marks[other]).map((file) => `${file} has ${nativePlatforms[other].package} in it`),
  ]
}

/** The scripts that have code of ours in them. */
export function scriptsWithOurs(built: BuiltProject): string[] {
  return [...new Set(Object.values(marks).flatMap((mark) => scriptsWith(built, mark)))]
}

function scriptsWith({ folder, scripts }: BuiltProject, mark: string): string[] {
  return scripts.filter((file) => readText(folder, file).includes(mark))
}
