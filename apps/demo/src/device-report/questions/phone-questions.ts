import type { Question } from '../question.js'

export const phoneQuestions = {
  backgroundRule: {
    title: { zh: '退到后台五秒后的下载', en: 'a download after five seconds in the background' },
    group: 'phone',
    probe: 'background',
    source: '§1.7, §10 row 6',
    assumed: { wechat: { ios: 'fail', android: 'fail', ohos: 'fail', others: 'nothing' }, alipay: 'nothing' },
    values: ['nothing', 'fail'],
  },
  networkSwitch: {
    title: { zh: '切换网络时的下载', en: 'a download when the network is switched' },
    group: 'phone',
    probe: 'network-switch',
    source: '§1.7, §10 row 6',
    assumed: { wechat: { ios: 'fail', others: 'keep' }, alipay: 'keep' },
    values: ['fail', 'keep'],
  },
  errno: {
    title: { zh: 'fail 带 errno', en: 'fail carries errno' },
    group: 'words',
    probe: 'failure-words',
    source: '§1.3, §10 row 18',
    assumed: { wechat: 'present' },
    values: ['present', 'absent'],
  },
  rawUrlCharacters: {
    title: { zh: '网址里有未编码的中文', en: 'Chinese letters in a url, not encoded' },
    group: 'words',
    probe: 'raw-url',
    source: '§8 row 7',
    assumed: { wechat: { ios: 'refused', others: 'accepted' }, alipay: 'accepted' },
    values: ['accepted', 'refused'],
  },
  nameFailure: {
    title: { zh: '域名不存在', en: 'a name that does not exist' },
    group: 'words',
    probe: 'failure-words',
    source: '§3.2, §10 rows 8, 19 and 21',
    assumed: { wechat: null, alipay: null },
  },
  connectFailure: {
    title: { zh: '端口没有人听', en: 'a port where nothing listens' },
    group: 'words',
    probe: 'failure-words',
    source: '§3.2, §10 rows 8, 19 and 21',
    assumed: { wechat: null, alipay: null },
  },
  tlsFailure: {
    title: { zh: '不是 TLS 的端口', en: 'a port that does not speak TLS' },
    group: 'words',
    probe: 'failure-words',
    source: '§3.2, §10 rows 8, 19 and 21',
    assumed: { wechat: null, alipay: null },
  },
  timeoutFailure: {
    title: { zh: '超时', en: 'a timeout' },
    group: 'words',
    probe: 'timeouts',
    source: '§3.2, §10 rows 8, 19 and 21',
    assumed: { wechat: null, alipay: null },
  },
} as const satisfies Record<string, Question>
