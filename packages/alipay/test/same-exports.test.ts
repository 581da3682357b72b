import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folders = ['../src', '../../wechat/src'].map((path) => new URL(path, import.meta.url))
const entries = ['index', 'download-file', 'downloader', 'cache', 'platform']

it.each(entries)('both packages export the same values: %s', async (entry) => {
  const [alipay, wechat] = await Promise.all(folders.map((folder) => import(`${folder}/${entry}.ts`)))
  expect(Object.keys(alipay).length).toBeGreaterThan(0)
  expect(Object.keys(alipay)).toEqual(Object.keys(wechat))
})

it.each(entries)('both packages export the same types: %s', (entry) => {
  const [alipayNames, wechatNames] = folders.map((folder) => {
    const source = readFileSync(new URL(`${folder}/${entry}.ts`), 'utf8')
    return [...source.matchAll(/^export (?:type )?(\{[^}]*\}|\*) from '(.*)'/gm)].flatMap(
      ([, names = '', from = '']) => names.split(/[\s{},]+/).map((name) => `${name} ${from}`),
    )
  })
  expect(alipayNames?.length).toBeGreaterThan(1)
  expect(alipayNames).toEqual(wechatNames)
})

it('both packages have the same files, so that a directory diff is the difference of the platforms', () => {
  const [alipayFiles, wechatFiles] = folders.map((folder) => readdirSync(folder))
  expect(alipayFiles).toEqual(wechatFiles)
})
