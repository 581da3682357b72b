import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { linkProblems } from '../src/check/link-problems.js'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'miniferry-docs-'))
})
afterEach(() => rm(directory, { recursive: true }))

async function site(files: Readonly<Record<string, string>>): Promise<string> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, file)), { recursive: true })
    await writeFile(join(directory, file), text)
  }
  return directory
}

it('is content with pages, headings and files that are there', async () => {
  const built = await site({
    'index.html':
      '<h1 id="top"></h1><a href="/guide/errors#错误">1</a><a href="#top">2</a><a href="https://example.com">3</a>',
    'guide/errors.html':
      '<h2 id="错误"></h2><a href="../">1</a><a href="/logo.svg">2</a><img src="./a%20b.png">',
    'guide/a b.png': '',
    'logo.svg': '',
  })
  expect(await linkProblems(built, '/')).toEqual([])
})

it('names each link, heading and picture that is not', async () => {
  const built = await site({
    'index.html': '<a href="/guide/error">1</a><a href="/guide/errors#no">2</a><a href="#none">3</a>',
    'guide/errors.html': '<img src="picture.png">',
  })
  expect(await linkProblems(built, '/')).toEqual([
    'index.html: /guide/error does not exist',
    'index.html: /guide/errors#no has no such heading',
    'index.html: #none has no such heading',
    'guide/errors.html: picture.png does not exist',
  ])
})

it('holds links to the folder that the site is served in', async () => {
  const built = await site({ 'index.html': '<a href="/miniferry/a">1</a><a href="/a">2</a>', 'a.html': '' })
  expect(await linkProblems(built, '/miniferry/')).toEqual(['index.html: /a is outside of /miniferry/'])
})
