import type { Probe } from '../probe.js'

const ofHost = [
  'canIUse',
  'getNetworkType',
  'onAppHide',
  'onAppShow',
  'onNetworkStatusChange',
  'offAppHide',
  'offAppShow',
  'offNetworkStatusChange',
]
const ofFiles = [
  'access',
  'appendFile',
  'copyFile',
  'getFileInfo',
  'mkdir',
  'readFile',
  'readdir',
  'rename',
  'rmdir',
  'saveFile',
  'stat',
  'unlink',
  'writeFile',
]

/** The calls that the library builds on. */
export const members: Probe = {
  downloads: false,
  limit: 2000,
  run({ native, files }) {
    const host = native as unknown as Record<string, unknown>
    const missing = [
      ...ofHost.filter((name) => typeof host[name] !== 'function'),
      ...ofFiles.filter((name) => typeof files.member(name) !== 'function'),
    ]
    return Promise.resolve({ missingMembers: { value: missing.join(', ') || 'none' } })
  },
}
