import type { Bilingual } from './question.js'

/** What is unknown and stays so after a report: no program on a phone can tell. */
interface Unprobed {
  /** A knob of the simulator, several of them with commas, or a row of native-apis.md §10. */
  readonly name: string
  readonly why: Bilingual
}

export const unprobed: readonly Unprobed[] = [
  {
    name: 'maxCallBytes',
    why: {
      zh: '要在内存里放 100 MB 再一次写出，客户端可能被系统杀掉，报告也就没了',
      en: 'it takes 100 MB of memory in one call, which may kill the app, and the report with it',
    },
  },
  {
    name: 'redirectDomains',
    why: {
      zh: '报告在“不校验合法域名”下运行；要有一个发布的小程序，配好域名，再有第二个 HTTPS 域名',
      en: 'the report runs with domain checks off; it takes a published app with a list of domains, and a second HTTPS domain',
    },
  },
  {
    name: [
      'networkWords',
      'failEvery',
      'failWith',
      'httpErrorWords',
      'fileWords',
      'networkLoss',
      'offlineCall',
      'resultPaths',
      'temporaryNames',
      'maxNameBytes',
      'mkdirExisting',
      'parallelSameUrl',
      'queuedTask',
      'lifecycleEvents',
      'taskOnBadArgument',
      'resultStatus',
    ].join(', '),
    why: {
      zh: '来自别人的反馈、客户端代码或同一套 API 的其他实现：库对每一种取值都要正确，不取决于某一台手机的回答',
      en: 'seen in reports, in the code of clients, or on other hosts of the same API: the library has to be right with each value, whatever one phone answers',
    },
  },
  {
    name: '§10 row 7',
    why: {
      zh: '同上：域名名单是否管 downloadFile',
      en: 'the same: whether the list of domains applies to downloadFile',
    },
  },
  {
    name: '§10 row 8',
    why: {
      zh: '错误码的完整表只有支付宝知道；报告收集它遇到的原话',
      en: 'only Alipay has the whole table of errors; the report collects the words it meets',
    },
  },
  {
    name: '§10 row 9',
    why: {
      zh: 'npm 的解析在构建时发生，手机上看不到',
      en: 'npm packages are resolved by the build, not on a phone',
    },
  },
  {
    name: '§10 rows 5 and 18, the versions',
    why: {
      zh: '一台设备只有一个版本；从哪个版本开始，要很多份报告才看得出',
      en: 'one device has one version; where something began shows in many reports only',
    },
  },
]
