import { link, prepend, remove, replace } from '../shared/broken-copies.js'
import { runVendorCheck } from '../shared/vendor-check.js'
import { alipaySteps } from './steps.js'

const page = 'pages/download/download'

await runVendorCheck({
  title: 'The Alipay demo, by all that can be had without the network of Alipay',
  platform: 'alipay',
  steps: alipaySteps,
  script: 'node_modules/@miniferry/download-alipay/dist/index.js',
  broken: {
    configuration: {
      'a project of the old format': [
        /format has to be 2/,
        replace('mini.project.json', '"format": 2', '"format": 1'),
      ],
      "a title under WeChat's name": [
        /navigationBarTitleText is WeChat's/,
        replace('app.json', '"defaultTitle"', '"navigationBarTitleText"'),
      ],
    },
    markup: {
      'an imported template that is not there': [
        /templates\/top-bar\.axml: missing/,
        remove('templates/top-bar.axml'),
      ],
    },
    remains: {
      'wx:if in AXML': [/wx:if is WeChat's syntax/, replace(`${page}.axml`, 'a:if', 'wx:if')],
      'bindtap in AXML': [/bindtap is WeChat's/, replace(`${page}.axml`, 'onTap="start"', 'bindtap="start"')],
    },
    requires: {
      'a package without the file of an entry': [
        /download-alipay\/platform/,
        remove('node_modules/@miniferry/download-alipay/platform.js'),
      ],
      'a package that is only linked from elsewhere': [
        /outside the project/,
        link('node_modules/@miniferry/download-alipay'),
      ],
    },
    typings: {
      "a call that only WeChat's host has": [
        /'shareFileMessage' does not exist/,
        prepend(`${page}.js`, "my.shareFileMessage({ filePath: '' });\n"),
      ],
      'an option of the wrong type': [
        /not assignable to type 'string'/,
        prepend(`${page}.js`, 'my.redirectTo({ url: 1 });\n'),
      ],
    },
  },
  conclusion: `Proved: the files, the markup, the styles and the scripts are well formed; every handler, require and use of \`my\`
exists. That the pages run and download is proved by the browser check of the preview.
Not proved: that Alipay's own compiler builds the project, and how the pages look and behave inside Alipay.`,
})
