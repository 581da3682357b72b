import type { Bite } from '../shared/bites.js'

const page = 'pages/download/download'
const core = 'miniprogram_npm/@miniferry/download-core/index.js'

/** One broken copy of the demo each: what a slip in the demo or in a package would look like. */
export const bites: readonly Bite[] = [
  {
    broken: 'a page without its WXML',
    step: 'every page has its files',
    expected: /download\.wxml is not there/,
    breakProject: ({ remove }) => remove(`${page}.wxml`),
  },
  {
    broken: 'a package whose entry is not called .js',
    step: '"build npm" has no warning and makes what was shipped',
    expected: /build npm warns/,
    breakProject: ({ replace }) => {
      const manifest = 'node_modules/@miniferry/download-core/package.json'
      replace(manifest, '"miniprogram": "miniprogram"', '"private": false')
      replace(manifest, '"main": "./dist/index.js"', '"main": "./dist/index.mjs"')
    },
  },
  {
    broken: 'packages shipped in another version',
    step: '"build npm" has no warning and makes what was shipped',
    expected: /shipped with other content/,
    breakProject: ({ prepend }) => prepend(core, 'var old = 1;\n'),
  },
  {
    broken: 'ES2020 syntax in a package',
    step: 'scripts and packages are ECMAScript 2018',
    expected: /download-core\/index\.js: not ECMAScript 2018/,
    breakProject: ({ prepend }) => prepend(core, 'var newer = exports?.newer ?? 1;\n'),
  },
  {
    broken: 'a bad expression in {{ }}',
    step: 'the reference compiler takes the WXML (wcc)',
    expected: /wcc: .*download\.wxml/s,
    breakProject: ({ replace }) => replace(`${page}.wxml`, '{{text.chooseFile}}', '{{text. + }}'),
  },
  {
    broken: 'a view that is never closed',
    step: 'the reference compiler takes the WXML (wcc)',
    expected: /wcc: /,
    breakProject: ({ prepend }) => prepend(`${page}.wxml`, '<view>'),
  },
  {
    broken: 'a WXSS rule that is never closed',
    step: 'the reference compiler takes the WXSS (wcsc)',
    expected: /wcsc: /,
    breakProject: ({ prepend }) => prepend(`${page}.wxss`, '.broken { color: red;\n'),
  },
  {
    broken: 'an unknown tag',
    step: 'no unknown tag',
    expected: /unknown tag <veiw>/,
    breakProject: ({ prepend }) => prepend(`${page}.wxml`, '<veiw></veiw>'),
  },
  {
    broken: 'an unknown tag in an imported template',
    step: 'no unknown tag',
    expected: /top-bar\.wxml:\d+: unknown tag <veiw>/,
    breakProject: ({ prepend }) => prepend('templates/top-bar.wxml', '<veiw></veiw>'),
  },
  {
    broken: 'a handler that the page does not have',
    step: 'every handler is in its page',
    expected: /bindtap="begin"/,
    breakProject: ({ replace }) => replace(`${page}.wxml`, 'bindtap="start"', 'bindtap="begin"'),
  },
  {
    broken: 'a require of a file that is not there',
    step: 'every require, import and component is there',
    expected: /"\.\/nowhere(\.js)?" is not there/,
    breakProject: ({ prepend }) => prepend(`${page}.js`, 'require("./nowhere.js");\n'),
  },
  {
    broken: 'a require of a package that is not installed',
    step: 'every require, import and component is there',
    expected: /"@miniferry\/nowhere" is not there/,
    breakProject: ({ prepend }) => prepend(`${page}.js`, 'require("@miniferry/nowhere");\n'),
  },
  {
    broken: 'a syntax error in a script',
    step: 'compiles as for an upload, minified',
    expected: /download\.js/,
    breakProject: ({ prepend }) => prepend(`${page}.js`, 'const = 1;\n'),
  },
  {
    broken: 'progress that never reaches the page',
    step: 'the compiled result runs and downloads over HTTP',
    expected: /progress did not move/,
    breakProject: ({ replace }) => replace(`${page}.js`, 'task.onProgressUpdate(', 'void ('),
  },
  {
    broken: 'a download of another file',
    step: 'the compiled result runs and downloads over HTTP',
    expected: /other ones than the server sent/,
    breakProject: ({ replace }) =>
      replace(`${page}.js`, 'url.trim()', 'url.trim().replace("seed=5", "seed=6")'),
  },
  {
    broken: 'a page that throws when it opens',
    step: 'the compiled result runs and downloads over HTTP',
    expected: /setTitles/,
    breakProject: ({ replace }) => replace(`${page}.js`, '.setTitle(frame.text', '.setTitles(frame.text'),
  },
]
