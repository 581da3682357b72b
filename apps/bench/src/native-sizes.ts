import { fileURLToPath } from 'node:url'
import { markdownTable } from 'markdown-table'
import {
  type EntryApp,
  entryApps,
  isCompilerInstalled,
  runEntryApps,
} from '../../../tools/wechat-check/entry-sizes.js'
import { kilobytes } from './figure.js'

const packageFolder = fileURLToPath(new URL('../../../packages/wechat', import.meta.url))

/** What a native app of WeChat pays, by the entries that it uses. */
export async function nativeSizes(): Promise<string[]> {
  if (!isCompilerInstalled())
    return [
      "Not measured here: native apps, since WeChat's compiler is not installed (`npm ci` in `tools/wechat-check`).",
    ]
  const outcomes = await runEntryApps(packageFolder)
  const rows = (Object.keys(entryApps) as EntryApp[]).map((app) => [app, kilobytes(outcomes[app].bytes)])
  return [
    'Native WeChat: the code of the package in what would be uploaded, by `miniprogram-ci` with `minified` and `ignoreUploadUnusedFiles`.',
    markdownTable([['an app that requires', 'WeChat'], ...rows]),
  ]
}
