import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const source = new URL('../src/', import.meta.url)

it('needs Node in the folder disk only', () => {
  const needing = readdirSync(source).filter((file) =>
    /from 'node:/.test(readFileSync(new URL(file, source), 'utf8')),
  )
  expect(needing).toEqual(['node.ts'])
  const importing = readdirSync(source).filter((file) =>
    /\/node\.js'/.test(readFileSync(new URL(file, source), 'utf8')),
  )
  expect(importing).toEqual([])
})
