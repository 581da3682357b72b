export const reportTexts = {
  title: ['真机报告', 'Device report'],
  startHint: [
    '给 Miniferry 的维护者用。要本地文件服务器。',
    'For the maintainers of Miniferry. It needs the local file server.',
  ],
  intro: [
    '有些事只有真机知道。这一页直接调用客户端的接口，不经过我们的库，看它怎么做，再和模拟器的假设对照。',
    'Some things only a real phone knows. This page calls the client itself, without our library, looks at what it does, and compares it with what our simulator assumes.',
  ],
  simulated: [
    '这是模拟器：报告只能用来测试，不是真机的证据。',
    'This is the simulator: its report is good for tests, and no evidence of any phone.',
  ],
  start: ['开始（约两分钟）', 'Run (two minutes)'],
  again: ['再运行一次', 'Run again'],
  /** Before `3 / 9`. */
  running: ['进行中', 'Running'],
  same: ['与假设一致', 'as assumed'],
  different: ['不同', 'otherwise'],
  unknown: ['没问出来', 'cannot tell'],
  assumed: ['假设', 'assumed'],
  copy: ['复制报告', 'Copy the report'],
  copied: ['已复制', 'Copied'],
  copyHint: [
    '请贴到仓库的 issue「真机报告」里。报告里有机型与版本，没有服务器地址，也没有任何能认出你的东西。',
    'Paste it into an issue “Device report” of the repository. It has the model and the versions, not the address of the server, and nothing that tells who you are.',
  ],
  /** `#` is what the client says. */
  serverFailure: ['手机连不上文件服务器：#', 'The phone cannot reach the file server: #'],
} as const
