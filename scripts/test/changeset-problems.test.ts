import { describe, expect, it } from 'vitest'
import { changesetProblems } from '../changeset-problems.js'

const names = ['@miniferry/download-core']
const changeset = (release: string, summary: string): string => `---\n${release}\n---\n\n${summary}\n`

describe('the check for changesets', () => {
  it('accepts one that names a published package', () => {
    expect(
      changesetProblems('a.md', changeset('"@miniferry/download-core": patch', 'Fixes it.'), names),
    ).toEqual([])
  })

  it('accepts an empty one, for a change that nobody sees', () => {
    expect(changesetProblems('a.md', '---\n---\n', names)).toEqual([])
  })

  it.each([
    ['no front matter', 'Fixes it.'],
    ['a package that is not published', changeset('"@miniferry/demo": patch', 'Fixes it.')],
    ['a bump that does not exist', changeset('"@miniferry/download-core": tiny', 'Fixes it.')],
    ['no summary', changeset('"@miniferry/download-core": patch', '')],
  ])('rejects %s', (_, text) => {
    expect(changesetProblems('a.md', text, names)).toEqual([expect.stringContaining('a.md: ')])
  })
})
