import { createWechatHost } from '@miniferry/download-simulator'
import { downloadDomains } from './download-domains.js'
import { installPhone } from './install-phone.js'
import { ownRealmDisk } from './own-realm-disk.js'
import { ownPhoneBody } from './phone-body.js'
import { createPhoneFetch } from './phone-fetch.js'
import { readPhoneKnobs } from './phone-knobs.js'
import { readPhoneSettings } from './phone-settings.js'

const { device, language, files } = readPhoneSettings(location.search)
const body = ownPhoneBody()

const host = createWechatHost({
  device,
  downloadDomains: downloadDomains(files),
  knobs: readPhoneKnobs(location.search),
  fetch: createPhoneFetch(files),
  ...(body && { disk: ownRealmDisk(body.disk) }),
})
const { getAppBaseInfo } = host
const wx = Object.assign(host, {
  getAppBaseInfo: () => ({ ...getAppBaseInfo(), language: language === 'en' ? 'en' : 'zh_CN' }),
})
Object.assign(globalThis, { wx })
if (body) installPhone(wx, body)
