import { expect, it } from 'vitest'
import { releaseProblems } from '../release-problems.js'

const ready = { name: 'a', version: '0.1.0', repository: { url: 'git+https://example.com/a.git' } }

it('lets packages go that name their repository', () => {
  expect(releaseProblems([ready, { ...ready, repository: 'https://example.com/a' }])).toEqual([])
})

it('stops a release without a repository, in words', () => {
  const { repository: _, ...nowhere } = ready
  expect(
    releaseProblems([ready, { ...nowhere, name: 'b' }, { ...ready, name: 'c', repository: {} }]),
  ).toEqual([
    'b: package.json has no "repository": name the address that this is built from',
    'c: package.json has no "repository": name the address that this is built from',
  ])
})

it('stops a release of what has no version', () => {
  expect(releaseProblems([{ ...ready, version: '0.0.0' }])).toEqual([
    'a: has no version yet: run "changeset version" first',
  ])
})
