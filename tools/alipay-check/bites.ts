import type { Bite } from '../shared/bites.js'

const page = 'pages/download/download'
const core = 'node_modules/@miniferry/download-core/dist/index.js'

/** One broken copy of the demo each: what a slip in the demo or in a package would look like. */
export const bites: readonly Bite[] = [
  {
    broken: 'a page without its AXML',
    step: 'configuration and the files of every page',
    expected: /download\.axml is not there/,
    breakProject: ({ remove }) => remove(`${page}.axml`),
  },
  {
    broken: 'a project of the old format',
    step: 'configuration and the files of every page',
    expected: /format has to be 2/,
    breakProject: ({ replace }) => replace('mini.project.json', '"format": 2', '"format": 1'),
  },
  {
    broken: "a title under WeChat's name",
    step: 'configuration and the files of every page',
    expected: /navigationBarTitleText is WeChat's/,
    breakProject: ({ replace }) => replace('app.json', '"defaultTitle"', '"navigationBarTitleText"'),
  },
  {
    broken: 'a bad expression in {{ }}',
    step: 'a template compiler takes the AXML',
    expected: /download\.axml:\d+:\d+ /,
    breakProject: ({ replace }) => replace(`${page}.axml`, '{{text.chooseFile}}', '{{text. + }}'),
  },
  {
    broken: 'a view that is never closed',
    step: 'a template compiler takes the AXML',
    expected: /download\.axml:\d+:\d+ /,
    breakProject: ({ prepend }) => prepend(`${page}.axml`, '<view>'),
  },
  {
    broken: 'an imported template that is not there',
    step: 'a template compiler takes the AXML',
    expected: /templates\/top-bar\.axml: missing/,
    breakProject: ({ remove }) => remove('templates/top-bar.axml'),
  },
  {
    broken: 'wx:if in AXML',
    step: 'no syntax of WeChat is left over',
    expected: /wx:if is WeChat's syntax/,
    breakProject: ({ replace }) => replace(`${page}.axml`, 'a:if', 'wx:if'),
  },
  {
    broken: 'bindtap in AXML',
    step: 'no syntax of WeChat is left over',
    expected: /bindtap is WeChat's syntax/,
    breakProject: ({ replace }) => replace(`${page}.axml`, 'onTap="start"', 'bindtap="start"'),
  },
  {
    broken: 'an unknown tag',
    step: 'no unknown tag',
    expected: /unknown tag <veiw>/,
    breakProject: ({ prepend }) => prepend(`${page}.axml`, '<veiw></veiw>'),
  },
  {
    broken: 'a handler that the page does not have',
    step: 'every handler is in its page',
    expected: /onTap="begin"/,
    breakProject: ({ replace }) => replace(`${page}.axml`, 'onTap="start"', 'onTap="begin"'),
  },
  {
    broken: 'an SJS file that is not there',
    step: 'SJS can be read and is there',
    expected: /\.\/nowhere\.sjs is not there/,
    breakProject: ({ prepend }) => prepend(`${page}.axml`, '<import-sjs name="a" from="./nowhere.sjs" />'),
  },
  {
    broken: 'ES2018 syntax in SJS',
    step: 'SJS can be read and is there',
    expected: /newer\.sjs: /,
    breakProject: ({ create }) => create(`pages/download/newer.sjs`, 'export default (a) => ({ ...a })\n'),
  },
  {
    broken: 'an ACSS rule that is never closed',
    step: 'a stylesheet compiler takes the ACSS',
    expected: /wcsc: /,
    breakProject: ({ prepend }) => prepend(`${page}.acss`, '.broken { color: red;\n'),
  },
  {
    broken: 'a require of a file that is not there',
    step: 'every require is inside the project, by "main"',
    expected: /Could not resolve "\.\/nowhere\.js"/,
    breakProject: ({ prepend }) => prepend(`${page}.js`, 'require("./nowhere.js");\n'),
  },
  {
    broken: 'a package that is only linked from elsewhere',
    step: 'every require is inside the project, by "main"',
    expected: /outside the project/,
    breakProject: ({ link }) => link('node_modules/@miniferry/download-core'),
  },
  {
    broken: 'ES2020 syntax in a package',
    step: 'scripts and packages are ECMAScript 2018',
    expected: /download-core\/dist\/index\.js: not ECMAScript 2018/,
    breakProject: ({ prepend }) => prepend(core, 'var newer = exports?.newer ?? 1;\n'),
  },
  {
    broken: "a call that only WeChat's host has",
    step: 'the official typings know every use of `my`',
    expected: /'shareFileMessage' does not exist/,
    breakProject: ({ prepend }) => prepend(`${page}.js`, "my.shareFileMessage({ filePath: '' });\n"),
  },
  {
    broken: 'an option of the wrong type',
    step: 'the official typings know every use of `my`',
    expected: /not assignable to type 'string'/,
    breakProject: ({ prepend }) => prepend(`${page}.js`, 'my.redirectTo({ url: 1 });\n'),
  },
  {
    broken: 'progress that never reaches the page',
    step: 'the pages run and download over HTTP',
    expected: /progress did not move/,
    breakProject: ({ replace }) => replace(`${page}.js`, 'task.onProgressUpdate(', 'void ('),
  },
  {
    broken: 'a download of another file',
    step: 'the pages run and download over HTTP',
    expected: /other ones than the server sent/,
    breakProject: ({ replace }) =>
      replace(`${page}.js`, 'url.trim()', 'url.trim().replace("seed=5", "seed=6")'),
  },
  {
    broken: 'a page that throws when it opens',
    step: 'the pages run and download over HTTP',
    expected: /setTitles/,
    breakProject: ({ replace }) => replace(`${page}.js`, '.setTitle(frame.text', '.setTitles(frame.text'),
  },
]
