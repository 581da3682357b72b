import type { DefaultTheme } from 'vitepress'

/** What the frame around the pages says. */
export const chineseTheme: DefaultTheme.Config = {
  nav: [
    { text: '快速开始', link: '/start' },
    { text: '指南', link: '/guide/errors', activeMatch: '^/(guide/|cache)' },
    { text: 'API', link: '/api', activeMatch: '^/(api|reference/)' },
    { text: '在线预览', link: '/preview' },
  ],
  outline: { label: '本页内容', level: [2, 3] },
  docFooter: { prev: '上一页', next: '下一页' },
  darkModeSwitchLabel: '深色',
  lightModeSwitchTitle: '切换到浅色',
  darkModeSwitchTitle: '切换到深色',
  sidebarMenuLabel: '目录',
  returnToTopLabel: '回到顶部',
  langMenuLabel: '切换语言',
  skipToContentLabel: '跳到正文',
  notFound: {
    title: '没有这一页',
    quote: '它可能换了地址，或者从来没有写过。',
    linkLabel: '回到首页',
    linkText: '回到首页',
  },
}

export const englishTheme: DefaultTheme.Config = {
  nav: [
    { text: 'Start', link: '/en/start' },
    { text: 'Guide', link: '/en/guide/errors', activeMatch: '^/en/(guide/|cache)' },
    { text: 'API', link: '/en/api', activeMatch: '^/en/(api|reference/)' },
    { text: 'Live preview', link: '/en/preview' },
  ],
  outline: { label: 'On this page', level: [2, 3] },
  notFound: {
    title: 'There is no such page',
    quote: 'It may have moved, or was never written.',
    linkLabel: 'Back to the first page',
    linkText: 'Back to the first page',
  },
}

export const chineseSearch = {
  button: {
    buttonText: '搜索',
    buttonAriaLabel: '搜索',
  },
  modal: {
    displayDetails: '显示详情',
    resetButtonTitle: '清空',
    backButtonTitle: '关闭搜索',
    noResultsText: '没有找到',
    footer: {
      selectText: '打开',
      selectKeyAriaLabel: '回车',
      navigateText: '移动',
      navigateUpKeyAriaLabel: '向上',
      navigateDownKeyAriaLabel: '向下',
      closeText: '关闭',
      closeKeyAriaLabel: 'Esc',
    },
  },
}
