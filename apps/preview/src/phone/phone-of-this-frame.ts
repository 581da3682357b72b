import { installPhone, ownRealmDisk, type PhoneElement } from './phone-body.js'
import { createPhoneFetch, downloadDomains } from './phone-fetch.js'
import { readPhoneSettings } from './phone-settings.js'

/** What this frame simulates, by its address and by the phone that it is the screen of. */
export const settings = readPhoneSettings(location.search)

const { phoneBody } = (window.frameElement ?? {}) as PhoneElement

/** The options that both hosts have. */
export const hostOptions = {
  downloadDomains: downloadDomains(settings.files),
  knobs: settings.knobs,
  fetch: createPhoneFetch(settings.files),
  ...(phoneBody && { disk: ownRealmDisk(phoneBody.disk) }),
}

/** Makes the host the global `wx` or `my`. */
export function installHost(name: 'wx' | 'my', host: Parameters<typeof installPhone>[0]): void {
  Object.assign(globalThis, { [name]: host })
  if (phoneBody) installPhone(host, phoneBody)
}
