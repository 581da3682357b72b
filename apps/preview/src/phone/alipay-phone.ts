import { createAlipayHost } from '@miniferry/download-simulator'
import { downloadDomains } from './download-domains.js'
import { installPhone } from './install-phone.js'
import { ownRealmDisk } from './own-realm-disk.js'
import { ownPhoneBody } from './phone-body.js'
import { createPhoneFetch } from './phone-fetch.js'
import { readPhoneKnobs } from './phone-knobs.js'
import { readPhoneSettings } from './phone-settings.js'

const { device, client, language, files } = readPhoneSettings(location.search)
const body = ownPhoneBody()

const host = createAlipayHost({
  device: device === 'devtools' ? 'ide' : device,
  // Reports neither status nor headers, and ignores `filePath` (native-apis.md §1.2, §8).
  ...(client === 'old' ? { clientVersion: '10.2.60' } : {}),
  downloadDomains: downloadDomains(files),
  knobs: readPhoneKnobs(location.search),
  fetch: createPhoneFetch(files),
  ...(body && { disk: ownRealmDisk(body.disk) }),
})
const my = Object.assign(host, { env: { ...host.env, language: language === 'en' ? 'en' : 'zh-Hans' } })
Object.assign(globalThis, { my })
if (body) installPhone(my, body)
