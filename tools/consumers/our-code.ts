import path from 'node:path'
import { filesIn, readText } from '../shared/files.js'
import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'

/** What a build left: a mini-program as the host loads it. */
export interface BuiltProject {
  readonly folder: string
  /** The scripts that are shipped, relative to the folder. */
  readonly scripts: readonly string[]
}

const marks = {
  core: '[miniferry] ',
  wechat: 'there is no wx here',
  alipay: 'there is no my here',
}

/** Where a package lacks a mark, or has that of the other platform: then the checks here would say nothing. */
export function markProblems(installed: string): string[] {
  return Object.entries(nativePlatforms).flatMap(([name, { package: packageName }]) => {
    const folder = `node_modules/${packageName}/dist`
    const code = filesIn(path.join(installed, folder)).map((file) => readText(installed, `${folder}/${file}`))
    return Object.entries(marks)
      .filter(
        ([owner, mark]) => code.some((text) => text.includes(mark)) !== (owner === name || owner === 'core'),
      )
      .map(([, mark]) => `${packageName}: wrong about "${mark}"`)
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
