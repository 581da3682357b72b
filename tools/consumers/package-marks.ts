import { readText } from '../shared/files.js'
import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'
import type { BuiltProject } from './consumer.js'

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
