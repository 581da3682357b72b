import { createAlipayHost } from '@miniferry/download-simulator'
import { hostOptions, installHost, settings } from './phone-of-this-frame.js'

const { device, client, language } = settings
const host = createAlipayHost({
  device: device === 'devtools' ? 'ide' : device,
  // Reports neither status nor headers, and ignores `filePath` (native-apis.md §1.2, §8).
  ...(client === 'old' ? { clientVersion: '10.2.60' } : {}),
  ...hostOptions,
})
const env = { ...host.env, language: language === 'en' ? 'en' : 'zh-Hans' }
installHost('my', Object.assign(host, { env }))
