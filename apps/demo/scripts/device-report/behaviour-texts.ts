/** The words around the tables of `docs/host-behaviour.md`. */
interface BehaviourTexts {
  readonly generated: string
  readonly title: string
  readonly otherLanguage: string
  readonly intro: string
  readonly noReports: string
  reports(count: number): string
  readonly howTo: string
  readonly questionsTitle: string
  readonly questionsIntro: string
  readonly unprobedTitle: string
  readonly question: string
  readonly assumedOnWechat: string
  readonly assumedOnAlipay: string
  readonly source: string
  readonly phones: string
  readonly device: string
  readonly baseLibrary: string
  readonly date: string
  readonly unknown: string
  readonly notAsked: string
  readonly nothingAssumed: string
  readonly noSource: string
  readonly environments: Readonly<Record<string, string>>
}

const en: BehaviourTexts = {
  generated: 'Written by `pnpm device-report`; do not edit.',
  title: 'What hosts really do',
  otherLanguage: '[中文](host-behaviour.zh-CN.md)',
  intro:
    'Both vendors leave much unsaid ([native-apis.md](native-apis.md) §10). Where they do, our simulator follows an assumption, and a knob ' +
    'changes it. Only a real phone knows: the demo has a page, **Device report**, that asks it, without our library in between.',
  noReports:
    '**No phone has reported yet.** Everything below is what we assume, from documents and reports of others; nothing of it has been seen ' +
    'on a device by this page.',
  reports: (count) =>
    `${count === 1 ? 'One device has' : `${count} devices have`} reported. A number in the tables below is a device; everything else is assumed.`,
  howTo: `## Ten minutes with a phone

1. On a computer in the same Wi-Fi as the phone: \`npx pnpm@10.34.8 demo --lan\`. It prints the address of the file server in your network.
2. Open \`apps/demo/dist/wechat\` or \`apps/demo/dist/alipay\` in the vendor's DevTools with an AppID of your own, and send the preview to the phone.
   On WeChat switch off the check of domains: in DevTools under Details → Local settings, and on the phone with "Enable debugging" in the menu of the mini-program.
3. On the phone: the page **Phone**, the address of step 1, **Run**. It takes half a minute. What takes longer, or a hand, has buttons of its own.
4. **Copy**, and paste it into an issue **Device report**.

Where Alipay refuses \`http:\` (error 20), put any tunnel with a valid HTTPS certificate in front of the server, and enter its address.

Whoever looks after the repository turns the report into knobs, and records it here: \`npx pnpm@10.34.8 device-report report.json --write\`.
The format of a report is [\`DeviceReport\`](../apps/demo/src/device-report/device-report.ts).`,
  questionsTitle: 'The questions',
  questionsIntro:
    'The name in code type is the name of the answer in a report, and where the simulator has a knob for it, the name of the knob. What devices answer is literal.',
  unprobedTitle: 'What no report can tell',
  question: 'question',
  assumedOnWechat: 'assumed on WeChat',
  assumedOnAlipay: 'assumed on Alipay',
  source: 'source',
  phones: 'phones',
  device: 'device',
  baseLibrary: 'base library',
  date: 'date',
  unknown: 'unknown',
  notAsked: 'not asked',
  nothingAssumed: 'nothing; collected',
  noSource: 'none',
  environments: { ios: 'iOS', android: 'Android', ohos: 'HarmonyOS', ide: 'IDE', others: 'others' },
}

const zh: BehaviourTexts = {
  generated: '由 `pnpm device-report` 生成，请勿手改。',
  title: '宿主到底怎么做',
  otherLanguage: '[English](host-behaviour.md)',
  intro:
    '两家的文档都有很多没说的（[native-apis.md](native-apis.md) §10）。没说的地方，模拟器按一个假设来，并留一个旋钮可以改。真正知道的只有手机：' +
    '示例里有一页**真机报告**，绕开我们的库，直接问它。',
  noReports: '**还没有手机报告过。** 下面全是假设，来自文档和别人的说法；没有一条是这一页在设备上看到的。',
  reports: (count) => `已有 ${count} 台设备报告过。下面表里的数字就是设备，其余都是假设。`,
  howTo: `## 一部手机，十分钟

1. 在和手机同一个 Wi-Fi 的电脑上运行 \`npx pnpm@10.34.8 demo --lan\`，它会打印文件服务器在局域网里的地址。
2. 用各家的开发者工具打开 \`apps/demo/dist/wechat\` 或 \`apps/demo/dist/alipay\`，换成自己的 AppID，预览到手机上。微信要关掉域名检查：开发者工具里勾选
   「详情 → 本地设置 → 不校验合法域名」，手机上在小程序菜单里「打开调试」。
3. 手机上打开**真机**这一页，填第 1 步的地址，点**开始**，半分钟。耗时的和要你帮忙的，另有按钮。
4. 点**复制**，贴到 issue「真机报告」里。

支付宝若拒绝 \`http:\`（错误 20），请在服务器前面放一条有有效 HTTPS 证书的隧道，填隧道的地址。

维护者把报告变成旋钮，并记在这里：\`npx pnpm@10.34.8 device-report report.json --write\`。报告的格式见
[\`DeviceReport\`](../apps/demo/src/device-report/device-report.ts)。`,
  questionsTitle: '问题',
  questionsIntro: '代码体的名字是报告里答案的名字；模拟器有对应旋钮的，也是旋钮的名字。设备的回答照原样写。',
  unprobedTitle: '报告问不出来的',
  question: '问题',
  assumedOnWechat: '微信上的假设',
  assumedOnAlipay: '支付宝上的假设',
  source: '出处',
  phones: '手机',
  device: '设备',
  baseLibrary: '基础库',
  date: '日期',
  unknown: '未知',
  notAsked: '不问',
  nothingAssumed: '没有假设，只收集',
  noSource: '无',
  environments: { ios: 'iOS', android: '安卓', ohos: '鸿蒙', ide: 'IDE', others: '其他' },
}

export const behaviourTexts = { en, zh }
