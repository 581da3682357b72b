import { describe, expect, it } from 'vitest'
import { miniprogramFolderProblems } from '../miniprogram-folder-problems.js'

describe('the check of the folder that WeChat copies', () => {
  it('accepts the built code alone', () => {
    expect(miniprogramFolderProblems('miniprogram', ['index.js'])).toEqual([])
  })

  it('rejects typings and maps', () => {
    expect(miniprogramFolderProblems('miniprogram', ['index.js', 'index.d.ts', 'index.js.map'])).toHaveLength(
      2,
    )
  })

  it('rejects a folder without an entry', () => {
    expect(miniprogramFolderProblems('miniprogram', ['index.cjs'])).toEqual([
      expect.stringContaining('missing'),
    ])
  })
})
