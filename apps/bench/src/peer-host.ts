import { createStubbedHost, type NativeDownloadFile, promptDownloadFile } from './stubbed-downloads.js'

const empty = (): object => ({})

/** A host with all that the peers ask for when they are loaded. */
export function createPeerHost(downloadFile: NativeDownloadFile = promptDownloadFile): object {
  return {
    ...createStubbedHost(downloadFile),
    request: empty,
    uploadFile: empty,
    canIUse: () => true,
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getSystemInfoSync: () => ({ language: 'en', platform: 'ios', SDKVersion: '3.0.0' }),
    getAppBaseInfo: () => ({ language: 'en', SDKVersion: '3.0.0' }),
    getWindowInfo: empty,
    getDeviceInfo: empty,
  }
}
