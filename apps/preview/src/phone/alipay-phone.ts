import { createAlipayHost } from '@miniferry/download-simulator'
import { downloadDomains } from './download-domains.js'
import { installPhone } from './install-phone.js'
import { createPhoneFetch } from './phone-fetch.js'
import { readPhoneSettings } from './phone-settings.js'

const { device, client, language, files } = readPhoneSettings(location.search)

const host = createAlipayHost({
  device: device === 'devtools' ? 'ide' : device,
  // Reports neither status nor headers, and ignores `filePath` (native-apis.md §1.2, §8).
  ...(client === 'old' ? { clientVersion: '10.2.60' } : {}),
  downloadDomains,
  fetch: createPhoneFetch(files),
})
const my = Object.assign(host, { env: { ...host.env, language: language === 'en' ? 'en' : 'zh-Hans' } })
Object.assign(globalThis, { my })
installPhone(my)
