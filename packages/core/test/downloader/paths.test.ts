import { describe, expect, it } from 'vitest'
import { pathId } from '../../src/downloader/paths.js'

describe('the id of a path', () => {
  it('is the same each time, and in each version', () => {
    expect(pathId('http://usr/a.bin')).toBe(pathId('http://usr/a.bin'))
    // Records on phones bear these names.
    expect(pathId('')).toBe('ztntfpztntfp')
    expect(pathId('a')).toMatchInlineSnapshot(`"1r9wi7g1r9wi7g"`)
    expect(pathId('http://usr/图片.png')).toMatchInlineSnapshot(`"8mn9ciq8oym"`)
  })

  it.each(['', 'a', '../../etc', 'wxfile://usr/a b?c=d', '图/片', '\u{1F600}'])(
    'of %j is a file name',
    (path) => {
      expect(pathId(path)).toMatch(/^[0-9a-z]{2,14}$/)
    },
  )

  it('differs for paths that are much alike', () => {
    const paths = new Set<string>()
    for (let count = 0; count < 20_000; count += 1) paths.add(`http://usr/folder/${count}.bin`)
    const ids = new Set([...paths].map(pathId))
    expect(ids.size).toBe(paths.size)
    expect(pathId('ab')).not.toBe(pathId('ba'))
    expect(pathId('\u{1F600}')).not.toBe(pathId('\u{1F601}'))
  })
})
