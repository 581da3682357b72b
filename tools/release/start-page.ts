import { root } from '../../scripts/published-packages.js'
import { readText } from '../shared/files.js'
import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'

const pages = ['docs/start.md', 'docs/start.zh-CN.md']

/**
 * Files of the example that a start page shows otherwise than they are. Words may differ: strings, comments, text in markup. The pages show
 * WeChat's, and say what Alipay's have in place of it.
 */
export function startPageProblems(platform: PlatformName): string[] {
  const { markup } = nativePlatforms[platform]
  return pages.flatMap((page) => {
    const shown = shownFiles(readText(root, page))
    return [
      ...(shown.length === 2 ? [] : [`${page} shows ${shown.length} files of the example, not 2`]),
      ...shown.flatMap(([file, text]) => {
        const own = file.replace('/wechat/', `/${platform}/`).replace('.wxml', markup)
        const isSame = withoutWords(text) === withoutWords(readText(root, own))
        return isSame ? [] : [`${page} shows another ${own}`]
      }),
    ]
  })
}

/** Code that names its file. */
function shownFiles(text: string): [file: string, text: string][] {
  return [...text.matchAll(/^```\w+ (examples\/[\w./-]+\.\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, file = '', code = '']) => [file, code],
  )
}

function withoutWords(code: string): string {
  return code
    .replace(/(?<!:)\/\/.*/g, '')
    .replace(/'[^']*'/g, "''")
    .replace(/>[^<>{}]+</g, '><')
    .replace(/\b(?:bindtap|onTap)\b/g, 'TAP')
    .replace(/\b(?:wx|a):if\b/g, 'IF')
    .replace(/\b(?:show-info|showInfo)\b/g, 'INFO')
    .replace(/\s+/g, ' ')
    .replace(/,? ([}\])])/g, '$1')
    .replace(/([{[(]) /g, '$1')
}
