import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DefaultTheme } from 'vitepress'

export type Language = 'zh' | 'en'

/** A page: its address without language and extension, as in `guide/errors`, and the short title that the sidebar has for it. */
const page = (path: string, zh: string, en: string) => ({ path, zh, en })

/** All pages in the order of the sidebar. One that is not written yet is left out. */
const pageGroups = [
  {
    zh: '开始',
    en: 'Begin',
    pages: [
      page('start', '快速开始', 'Start'),
      page('can-i', '能不能……？', 'Can I …?'),
      page('preview', '在线预览', 'Live preview'),
      page('demo', '运行演示', 'Run the demo'),
      page('api', 'API 速查', 'API at a glance'),
    ],
  },
  {
    zh: '指南',
    en: 'Guide',
    pages: [
      page('guide/recipes', '常用做法', 'Recipes'),
      page('guide/progress', '进度', 'Progress'),
      page('guide/errors', '错误', 'Errors'),
      page('guide/retry', '重试', 'Retries'),
      page('guide/background', '后台与网络', 'Background and network'),
      page('guide/resume', '断点续传', 'Resume'),
      page('guide/integrity', '校验', 'Integrity'),
      page('cache', '文件缓存', 'The file cache'),
      page('guide/limits', '限制', 'Limits'),
      page('guide/testing', '测试', 'Testing'),
    ],
  },
  {
    zh: '接入',
    en: 'Use with',
    pages: [
      page('use-with/native-wechat', '微信原生', 'Native WeChat'),
      page('use-with/native-alipay', '支付宝原生', 'Native Alipay'),
      page('use-with/mpx', 'Mpx', 'Mpx'),
      page('use-with/taro', 'Taro', 'Taro'),
      page('use-with/uni-app', 'uni-app', 'uni-app'),
    ],
  },
  {
    zh: '迁移',
    en: 'Migrate',
    pages: [
      page('migrate/wx', '从 wx.downloadFile', 'From wx.downloadFile'),
      page('migrate/my', '从 my.downloadFile', 'From my.downloadFile'),
      page('migrate/mpx', '从 Mpx', 'From Mpx'),
      page('migrate/taro', '从 Taro', 'From Taro'),
      page('migrate/uni-app', '从 uni-app', 'From uni-app'),
    ],
  },
  {
    zh: '参考',
    en: 'Reference',
    pages: [
      page('reference/download-file', 'downloadFile', 'downloadFile'),
      page('reference/downloader', '下载管理器', 'Download manager'),
      page('reference/cache', '缓存', 'Cache'),
      page('reference/errors', '错误', 'Errors'),
      page('reference/support', '能力查询', 'Support'),
      page('reference/platform', '平台接口', 'The platform seam'),
      page('reference/simulator', '模拟器', 'Simulator'),
    ],
  },
  {
    zh: '深入',
    en: 'In depth',
    pages: [
      page('simulator', '模拟器', 'The simulator'),
      page('architecture', '架构', 'Architecture'),
      page('simulation', '故障注入模拟', 'Simulation'),
      page('bench/index', '性能数据', 'Figures'),
      page('native-apis', '两家原生 API 的事实', 'Facts about the hosts'),
      page('host-behaviour', '真机行为报告', 'Reports from devices'),
      page('versions', '版本支持', 'Supported versions'),
      page('add-a-platform', '新增平台', 'Add a platform'),
    ],
  },
]

/** The sidebar of a language, with the pages that there are. */
export function sidebar(content: string, language: Language): DefaultTheme.SidebarItem[] {
  const prefix = language === 'zh' ? '/' : '/en/'
  return pageGroups
    .map((group) => ({
      text: group[language],
      items: group.pages.flatMap((page) => {
        const file = join(content, language === 'zh' ? '' : 'en', `${page.path}.md`)
        if (!existsSync(file)) return []
        const text = page[language] + noteOf(readFileSync(file, 'utf8'), language)
        return [{ text, link: prefix + page.path.replace(/(^|\/)index$/, '$1') }]
      }),
    }))
    .filter(({ items }) => items.length > 0)
}

function noteOf(page: string, language: Language): string {
  if (!/^onlyIn: /m.test(page.slice(0, 200))) return ''
  return ` <span class="only-in">${language === 'zh' ? '英文' : 'Chinese'}</span>`
}
