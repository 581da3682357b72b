/** Where files come from, and what to do where they do not come. */
export const sourceTexts = {
  title: ['文件来自', 'Files from'],
  public: ['公开文件', 'Public hosts'],
  local: ['本地服务器', 'Local server'],
  publicNote: [
    '微信、支付宝官方示例里的公开文件（HTTPS）。',
    "Public HTTPS files of WeChat's and Alipay's own examples.",
  ],
  /** Before a command. */
  more: [
    '断线、503、限速、签名过期这些，需要会捣乱的本地文件服务器。在电脑上运行：',
    'Broken links, 503, slow and signed files need the local file server, which misbehaves on request. Run on your computer:',
  ],
  /** Before an address, then a command. */
  down: [
    '本地文件服务器没有应答。在电脑上运行下面的命令。地址：',
    'The local file server does not answer. Run the command below on your computer. Address:',
  ],
  orPublic: ['或者在上面改选「公开文件」。', 'Or choose the public hosts above.'],
  phone: [
    '手机上加 --lan，再把它打印的地址填进来。',
    'For a phone add --lan, and enter the address that it prints.',
  ],
  ask: ['再问一次', 'Ask again'],
  asking: ['正在问…', 'Asking…'],
  edit: ['改地址', 'Change address'],
  /** One's own. */
  own: ['自己的地址', 'Your own address'],
  add: ['添加', 'Add'],
  /** What to do about a failure that the demo's own surroundings can have caused, by its code. */
  advice: {
    network: [
      '文件下不来。检查网络；公开文件换成本地服务器，或者反过来，也可以填自己的地址。',
      'The file does not come. Check the network; change from public hosts to the local server or back, or enter an address of your own.',
    ],
    'url-not-allowed': [
      '这个域名不在小程序的名单里。微信开发者工具：详情 → 本地设置 → 勾选「不校验合法域名」；真机：右上角菜单 → 打开调试。支付宝开发者工具：勾选「忽略 httpRequest 域名合法性检查」。',
      "The host is not on the app's list. WeChat DevTools: Details → Local settings → do not check domains; on a phone: menu → Enable debugging. Alipay DevTools: ignore the check of httpRequest domains.",
    ],
  },
} as const
