import { fileURLToPath } from 'node:url'
import { type BrokenCopies, prepend, remove, replace, runBrokenCopies } from './broken-copies.js'
import { temporaryCopy } from './files.js'
import { nativePlatforms, type PlatformName } from './native-platforms.js'
import { endWith, runAndPrint, type Step } from './steps.js'

export interface VendorCheck {
  readonly title: string
  readonly platform: PlatformName
  /** Every step on one project, which they may change, by a short name. */
  steps(project: string): Readonly<Record<string, Step>>
  /** Beside those that both platforms have. */
  readonly broken: BrokenCopies
  /** A script of our package, in the project. */
  readonly script: string
  /** What is said in the end. */
  readonly conclusion: string
}

/** The steps on the built demo; then on copies with one thing broken each. */
export async function runVendorCheck({ title, platform, steps, broken, script, conclusion }: VendorCheck) {
  const project = fileURLToPath(new URL(`../../apps/demo/dist/${platform}`, import.meta.url))
  console.log(title)
  const results = await runAndPrint(Object.values(steps(temporaryCopy(project))))
  console.log('\nEach step rejects broken copies of the demo')
  const copies = await runBrokenCopies(project, [brokenDemos(platform, script), broken], steps)
  console.log(`\n${conclusion}`)
  endWith([...results, ...copies])
}

/** What a slip in the demo or in a package would look like, on both platforms. */
function brokenDemos(platform: PlatformName, packageScript: string): BrokenCopies {
  const { markup: markupEnding, style, tap } = nativePlatforms[platform]
  const page = 'pages/download/download'
  const [markup, script] = [page + markupEnding, `${page}.js`]
  return {
    files: { 'a page without its template': [/download\.[aw]xml is not there/, remove(markup)] },
    markup: {
      'a bad expression in {{ }}': [
        /download\.[aw]xml:\d+:\d+/,
        replace(markup, '{{text.chooseFile}}', '{{text. + }}'),
      ],
      'a view that is never closed': [/download\.[aw]xml:\d+:\d+/, prepend(markup, '<view>')],
    },
    styles: { 'a rule that is never closed': [/wcsc: /, prepend(page + style, '.broken { color: red;\n')] },
    tags: {
      'an unknown tag': [/unknown tag <veiw>/, prepend(markup, '<veiw></veiw>')],
      'an unknown tag in an imported template': [
        /top-bar\.[aw]xml:\d+: unknown tag <veiw>/,
        prepend(`templates/top-bar${markupEnding}`, '<veiw></veiw>'),
      ],
    },
    handlers: {
      'a handler that the page does not have': [
        /="begin", which/,
        replace(markup, `${tap}="start"`, `${tap}="begin"`),
      ],
    },
    requires: {
      'a require of a file that is not there': [
        /\.\/nowhere(\.js)?("|: not there)/,
        prepend(script, 'require("./nowhere.js");\n'),
      ],
    },
    syntax: {
      'ES2020 syntax in a package': [
        /download-(wechat|alipay)\/.*index\.js: not ECMAScript 2018/,
        prepend(packageScript, 'var newer = exports?.newer ?? 1;\n'),
      ],
    },
  }
}
