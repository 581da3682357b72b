// `new-app wechat ../my-app`: a mini-program in an empty folder, with the package of its platform installed.
import path from 'node:path'
import { nativePlatforms, type PlatformName } from '../tools/shared/native-platforms.js'
import { createApp } from './create-app.js'
import { root } from './published-packages.js'

const [platform = '', folder] = process.argv.slice(2)
if (!Object.hasOwn(nativePlatforms, platform) || folder === undefined) {
  console.error('new-app wechat FOLDER, or new-app alipay FOLDER')
  process.exit(1)
}
const target = path.resolve(process.env.INIT_CWD ?? root, folder)
const tarball = path.join(root, `tarballs/download-${platform}.tgz`)
await createApp(platform as PlatformName, target, tarball).then(
  () => {
    const npmToo = platform === 'wechat' ? ', and choose "Tools → Build npm" (工具 → 构建 npm)' : ''
    console.log(`${target}: open it in the vendor's DevTools${npmToo}`)
  },
  (error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  },
)
