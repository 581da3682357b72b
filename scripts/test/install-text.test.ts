import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { installPages, registryCommands, withInstallText } from '../install-text.js'
import { root } from '../published-packages.js'
import { unreleasedPages } from '../release-problems.js'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const isReleased = JSON.parse(read('packages/wechat/package.json')).version !== '0.0.0'
const marked = (names: string) => `# A\n\n<!-- install ${names} -->\n<!-- /install -->\n\nB\n`

describe('what the pages say of installing', () => {
  it.each(installPages(root))('%s says it as it is today', (page) => {
    const text = read(page)
    expect(withInstallText(page, text, isReleased)).toBe(text)
    if (!isReleased) expect(registryCommands(text)).toEqual([])
  })

  it.each(['README.md', 'README.zh-CN.md', 'docs/start.md', 'docs/start.zh-CN.md'])(
    '%s shows the whole block',
    (page) => {
      const text = withInstallText(page, read(page), false)
      expect(text).toContain('npx pnpm@10.34.8 new-app wechat ../my-app')
      expect(text).toContain('npm install ../miniferry/tarballs/download-wechat.tgz')
    },
  )
})

describe('a release changes it', () => {
  it.each(installPages(root))('%s says nothing of a clone, and comes back to the letter', (page) => {
    const released = withInstallText(page, read(page), true)
    const blocks = released.match(/<!-- install [\s\S]*?<!-- \/install -->/g) ?? []
    expect(blocks.join('\n')).not.toMatch(/tarballs|new-app/)
    expect(registryCommands(released)).toHaveLength(blocks.length)
    expect(withInstallText(page, released, isReleased)).toBe(read(page))
  })

  it('names the packages that the mark names, the simulator for development', () => {
    expect(withInstallText('docs/guide/x.md', marked('download-simulator'), true)).toContain(
      '\nnpm install --save-dev @miniferry/download-simulator\n',
    )
    expect(withInstallText('docs/use-with/x.md', marked('download-wechat download-alipay'), true)).toContain(
      '\nnpm install @miniferry/download-wechat @miniferry/download-alipay\n',
    )
  })

  it('is refused while a page still says the other', () => {
    const before = withInstallText('README.md', marked('download-wechat'), false)
    const after = withInstallText('README.md', before, true)
    expect(unreleasedPages({ 'README.md': after, 'CONTRIBUTING.md': '' })).toEqual([])
    expect(unreleasedPages({ 'README.md': before })).toEqual([
      'README.md: says how to install from a clone: run "pnpm run version" first',
    ])
  })
})

it('leads from a page below to the start page, and without a link from a package that stands alone', () => {
  const link = (page: string) => withInstallText(page, marked('download-wechat'), false)
  expect(link('docs/use-with/x.zh-CN.md')).toContain('[快速开始](../start.zh-CN.md)')
  expect(link('packages/wechat/README.md')).toContain(': `docs/start.md` says')
})
