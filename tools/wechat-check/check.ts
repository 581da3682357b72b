import { prepend, remove, replace } from '../shared/broken-copies.js'
import { temporaryFolder } from '../shared/files.js'
import { runVendorCheck } from '../shared/vendor-check.js'
import { wechatSteps } from './steps.js'

const page = 'pages/download/download.js'
const manifest = 'node_modules/@miniferry/download-wechat/package.json'
const script = 'miniprogram_npm/@miniferry/download-wechat/index.js'

await runVendorCheck({
  title: 'The WeChat demo, by the tools of WeChat, offline',
  platform: 'wechat',
  steps: (project) => wechatSteps(project, temporaryFolder()),
  script,
  broken: {
    npm: {
      'a package whose entry is not called .js': [
        /NPM packages not found/,
        (project) => {
          replace(manifest, '"miniprogram": "miniprogram"', '"private": false')(project)
          replace(manifest, '"main": "./dist/index.js"', '"main": "./dist/index.mjs"')(project)
        },
      ],
      'packages shipped in another version': [
        /shipped with other content/,
        prepend(script, 'var old = 1;\n'),
      ],
    },
    requires: {
      'a require of a package that is not installed': [
        /"@miniferry\/nowhere" is not there/,
        prepend(page, 'require("@miniferry/nowhere");\n'),
      ],
    },
    entries: {
      'a package without the file of an entry': [
        /only `\/download-file`: .*requires \S+\/download-file: not there/,
        remove('node_modules/@miniferry/download-wechat/miniprogram/download-file.js'),
      ],
      'a package that grew': [
        /only `\/download-file`: \d+ bytes/,
        prepend(
          'node_modules/@miniferry/download-wechat/miniprogram/download-file.js',
          `exports.more = '${'more '.repeat(100)}';\n`,
        ),
      ],
    },
    run: {
      'progress that never reaches the page': [
        /progress did not move/,
        replace(page, 'task.onProgressUpdate(', 'void ('),
      ],
      'a download of another file': [
        /other ones than the server sent/,
        replace(page, 'url.trim()', 'url.trim().replace("seed=5", "seed=6")'),
      ],
      'a page that throws when it opens': [
        /setTitles/,
        replace(page, '.setTitle(frame.text', '.setTitles(frame.text'),
      ],
    },
    compile: { 'a syntax error in a script': [/download\.js/, prepend(page, 'const = 1;\n')] },
  },
  conclusion: `Proved: WeChat's own tools build the npm packages, compile the project and find nothing wrong; what they made runs on
WeChat's component engine and downloads real bytes, on our simulated host. So does an app of each entry of the package alone.
Not proved: how the app looks and behaves inside WeChat on a phone.`,
})
