import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { followSteps, readSteps } from './follow-add-a-platform.js'

const steps = readSteps('docs/add-a-platform.md')
const { folder, remove } = followSteps(steps)
afterAll(remove)

const mebibyte = 1024 * 1024

/** What the compiler says of a project of the new checkout; empty if it is content. */
function compile(config: string): string {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  try {
    execFileSync(process.execPath, [tsc, '-p', path.join(folder, config)], { encoding: 'utf8' })
    return ''
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

describe('the page on adding a platform', () => {
  it('names every file of the code in the other language, too', () => {
    const page = new URL('../../../docs/add-a-platform.zh-CN.md', import.meta.url)
    const named = readFileSync(page, 'utf8')
    const files = steps.map(({ file }) => file).filter((file) => file !== '')
    expect(files.length).toBeGreaterThan(10)
    expect(files.filter((file) => !named.includes(`\`${file}\``))).toEqual([])
  })

  it('leaves nothing of the binding that was copied', () => {
    const source = path.join(folder, 'packages/xx/src')
    const texts = readdirSync(source).map((file) => readFileSync(path.join(source, file), 'utf8'))
    expect(texts).toHaveLength(14)
    expect(texts.join('\n')).not.toMatch(/alipay|\bmy\b/i)
  })

  // The second one has the simulated host in it.
  it.each(['packages/xx/tsconfig.json', 'packages/xx/tsconfig.test.json'])(
    'leads to code that compiles as strictly as all else: %s',
    (config) => {
      expect(compile(config)).toBe('')
    },
  )

  it('leads to a download manager that goes on where a killed app was', async () => {
    const { createXxHost } = await import(path.join(folder, 'packages/simulator/src/index.ts'))
    const { createDownloader } = await import(path.join(folder, 'packages/xx/src/downloader.ts'))
    const { createPlatform } = await import(path.join(folder, 'packages/xx/src/platform.ts'))
    const bytes = Buffer.alloc(3 * mebibyte, 'xx')
    let isStuck = true
    const fetch = (_url: string, { headers }: { headers: Record<string, string> }) => {
      const [start = 0, end = 0] = (headers.Range ?? '').match(/\d+/g)?.map(Number) ?? []
      if (start > 0 && isStuck) return new Promise<never>(() => undefined)
      const part = bytes.subarray(start, end + 1)
      const range = `bytes ${start}-${start + part.length - 1}/${bytes.length}`
      return Promise.resolve(
        new Response(part, { status: 206, headers: { ETag: '"1"', 'Content-Range': range } }),
      )
    }
    const first = createXxHost({ fetch })
    const filePath = `${first.env.USER_DATA_PATH}/a`
    const download = createDownloader({ platform: createPlatform(first) }).download({
      url: 'https://example.com/a',
      filePath,
    })
    download.catch(() => undefined)
    const part = `${first.env.USER_DATA_PATH}/miniferry/downloads/${download.id}.part`
    await expect.poll(() => first.simulate.readFile(part)?.length).toBe(2 * mebibyte)
    isStuck = false

    const second = first.simulate.kill()
    const [restored] = await createDownloader({ platform: createPlatform(second) }).restore()
    expect(await restored).toMatchObject({ filePath, resumedBytes: 2 * mebibyte })
    expect(Buffer.compare(second.simulate.readFile(filePath), bytes)).toBe(0)
  })
})

// The tests of the new package, as the page has them.
for (const file of ['contract', 'errors', 'same-exports']) {
  await import(path.join(folder, `packages/xx/test/${file}.test.ts`))
}
