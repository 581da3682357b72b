import { readdirSync } from 'node:fs'
import path from 'node:path'

const mark = /(<!-- install ([\w -]+?) -->\n)[\s\S]*?(<!-- \/install -->)/g

/** Pages that show how everything is installed, from a new folder on. */
const whole = /^(?:README|docs\/start)(?:\.zh-CN)?\.md$/

const words = {
  en: {
    newApp: 'in a clone, named miniferry: a whole project in a new folder; Alipay: alipay',
    own: 'or, into a project of yours; Alipay: download-alipay.tgz',
    registry: 'into a project of yours; for Alipay: @miniferry/download-alipay',
    copy: 'or, in a copy of the folder examples/wechat of the repository',
    elsewhere: (start: string) => `Not on npm yet: ${start} says how to install from a clone.`,
    start: 'Start',
  },
  zh: {
    newApp: '在本仓库的克隆（miniferry）里，新建一个完整的项目；支付宝写 alipay',
    own: '或者，装进已有的项目；支付宝用 download-alipay.tgz',
    registry: '装进已有的项目；支付宝用 @miniferry/download-alipay',
    copy: '或者，复制仓库里的 examples/wechat 文件夹，在里面运行',
    elsewhere: (start: string) => `还没有发布到 npm：从克隆安装，做法见${start}。`,
    start: '快速开始',
  },
} as const

/**
 * A page with what its marks, `<!-- install download-wechat -->` to `<!-- /install -->`, have to say: before the first release no registry
 * has the packages.
 */
export function withInstallText(page: string, text: string, isReleased: boolean): string {
  return text.replace(mark, (_, start: string, names: string, end: string) => {
    const said = isReleased
      ? released(page, names.split(' '))
      : whole.test(page)
        ? fromClone(page)
        : elsewhere(page)
    return `${start}\n${said}\n\n${end}`
  })
}

function fromClone(page: string): string {
  const { newApp, own } = wordsOf(page)
  return `\`\`\`sh
# ${newApp}
npx pnpm@10.34.8 new-app wechat ../my-app
# ${own}
npx pnpm@10.34.8 tarballs
cd ../my-app
npm install ../miniferry/tarballs/download-wechat.tgz
\`\`\``
}

function released(page: string, names: readonly string[]): string {
  const { registry, copy } = wordsOf(page)
  const dev = names.includes('download-simulator') ? '--save-dev ' : ''
  const command = `npm install ${dev}${names.map((name) => `@miniferry/${name}`).join(' ')}`
  return whole.test(page)
    ? `\`\`\`sh
# ${registry}
${command}
# ${copy}
npm install
\`\`\``
    : `\`\`\`sh\n${command}\n\`\`\``
}

/** A README of a package stands alone, and names the page without a link. */
function elsewhere(page: string): string {
  const file = page.endsWith('.zh-CN.md') ? 'docs/start.zh-CN.md' : 'docs/start.md'
  const { elsewhere: say, start } = wordsOf(page)
  return say(
    page.startsWith('packages/') ? `\`${file}\`` : `[${start}](${path.relative(path.dirname(page), file)})`,
  )
}

const wordsOf = (page: string) => words[page.endsWith('.zh-CN.md') ? 'zh' : 'en']

/** Commands for a registry that nobody may meet before the first release. */
export function registryCommands(text: string): string[] {
  return text.match(/(?:npm (?:install|i|add)|pnpm add|yarn add)[^\n]* @miniferry\/[\w-]+/g) ?? []
}

/** Every page that may say how to install something. */
export function installPages(root: string): string[] {
  const markdown = (folder: string, recursive = false) =>
    readdirSync(path.join(root, folder), { recursive, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
  const packages = readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}`)
  return ['.', ...packages].flatMap((folder) => markdown(folder)).concat(markdown('docs', true))
}
