import type { PageId } from '../navigation.js'
import type { PhoneNetwork } from '../phone-switches.js'
import type { Text } from './messages.js'

/** What more than one page has. */
export const frameTexts = {
  /** The name of the other language, in that language. */
  otherLanguage: ['EN', '中文'],
  /** Of the tabs, and in the bar above the page. */
  pages: {
    download: ['下载', 'Download'],
    downloads: ['队列', 'Queue'],
    cache: ['缓存', 'Cache'],
    failures: ['错误', 'Errors'],
    support: ['支持', 'Support'],
    report: ['维护者', 'Maintainers'],
  } satisfies Record<PageId, Text>,
  isSuccess: ['成功', 'success'],
  notReported: ['客户端未提供', 'not reported'],
  phone: {
    title: ['模拟手机', 'Phone'],
    networks: {
      wifi: ['Wi-Fi', 'Wi-Fi'],
      '4g': ['4G', '4G'],
      none: ['断网', 'Offline'],
    } satisfies Record<PhoneNetwork, Text>,
    leaveApp: ['退到后台', 'Background'],
    restartApp: ['杀掉重启', 'Kill & restart'],
    /** Where there are no switches. */
    realPhoneHint: [
      '试试断网、退到后台、重启：真机上用系统开关与多任务划掉；开发者工具里用网络面板、切后台与重新编译。',
      'Try going offline, to the background, and a restart: with the switches of the phone, or in DevTools with the network panel, the background button and Compile.',
    ],
  },
} as const
