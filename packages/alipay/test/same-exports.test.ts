import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as wechat from '../../wechat/src/index.js'
import * as alipay from '../src/index.js'

const folders = ['../src', '../../wechat/src'].map((path) => new URL(path, import.meta.url))

it('both packages export the same values', () => {
  expect(Object.keys(alipay)).toEqual(Object.keys(wechat))
})

it('both packages export the same types', () => {
  const [alipayNames, wechatNames] = folders.map((folder) => {
    const source = readFileSync(new URL(`${folder}/index.ts`), 'utf8')
    return [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    )
  })
  expect(alipayNames).toContain('DownloadFileOptions')
  expect(alipayNames).toEqual(wechatNames)
})

it('both packages have the same files, so that a directory diff is the difference of the platforms', () => {
  const [alipayFiles, wechatFiles] = folders.map((folder) => readdirSync(folder))
  expect(alipayFiles).toEqual(wechatFiles)
})
