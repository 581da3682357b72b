import type { PhoneNetwork } from '../phone-switches.js'

/** The texts of the panel with the switches of a simulated phone. */
export interface PhoneMessages {
  title: string
  networks: Record<PhoneNetwork, string>
  leaveApp: string
  restartApp: string
  /** Where there are no switches. */
  realPhoneHint: string
}

export const phoneZh: PhoneMessages = {
  title: '模拟手机',
  networks: { wifi: 'Wi-Fi', '4g': '4G', none: '断网' },
  leaveApp: '退到后台',
  restartApp: '杀掉重启',
  realPhoneHint:
    '试试断网、退到后台、重启：真机上用系统开关与多任务划掉；开发者工具里用网络面板、切后台与重新编译。',
}

export const phoneEn: PhoneMessages = {
  title: 'Phone',
  networks: { wifi: 'Wi-Fi', '4g': '4G', none: 'Offline' },
  leaveApp: 'Background',
  restartApp: 'Kill & restart',
  realPhoneHint:
    'Try going offline, to the background, and a restart: with the switches of the phone, or in DevTools with the network panel, the background button and Compile.',
}
