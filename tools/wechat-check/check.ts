import { prepend, replace } from '../shared/broken-copies.js'
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
        /build npm warns/,
        (project) => {
          replace(manifest, '"miniprogram": "miniprogram"', '"private": false')(project)
          replace(manifest, '"main": "./dist/index.js"', '"main": "./dist/index.mjs"')(project)
        },
      ],
      'packages shipped in another version': [/shipped with other content/, prepend(script, 'var old = 1;\n')],
    },
    requires: {
      'a require of a package that is not installed': [
        /"@miniferry\/nowhere" is not there/,
        prepend(page, 'require("@miniferry/nowhere");\n'),
      ],
    },
    compile: { 'a syntax error in a script': [/download\.js/, prepend(page, 'const = 1;\n')] },
  },
  conclusion: `Proved: WeChat's own tools build the npm packages, compile the project and find nothing wrong; what they made runs on
WeChat's component engine and downloads real bytes, on our simulated host.
Not proved: how the app looks and behaves inside WeChat on a phone.`,
})
