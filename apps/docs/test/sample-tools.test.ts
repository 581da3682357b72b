import { describe, expect, it } from 'vitest'
import { compileSamples } from '../src/samples/compile-samples.js'
import { readSamples, type SampleModule } from '../src/samples/read-samples.js'
import { promisedPrints, runSample } from '../src/samples/run-sample.js'

/** The samples of a page of these lines. */
function samplesOf(lines: readonly string[], page = 'docs/page.md'): SampleModule[] {
  return readSamples(page, lines.join('\n'))
}

function onlySample(lines: readonly string[]): SampleModule {
  const [sample, ...others] = samplesOf(lines)
  if (sample === undefined || others.length > 0) throw new Error('there is not one sample')
  return sample
}

describe('reading the samples of a page', () => {
  it('takes TypeScript and JavaScript, and nothing else', () => {
    const page = ['```ts', 'a()', '```', '```sh', 'ls', '```', '  ```js', '  b()', '    c()', '  ```']
    expect(samplesOf(page).map(({ language, line, code }) => [language, line, code])).toEqual([
      ['ts', 2, 'a()'],
      ['js', 8, 'b()\n  c()'],
    ])
  })

  it('appends what continues the sample before it', () => {
    const sample = onlySample([
      '```ts',
      'a()',
      '```',
      'Then',
      '<!-- sample: continue -->',
      '```ts',
      'b()',
      'c()',
      '```',
    ])
    expect(sample.code).toBe('a()\nb()\nc()')
    expect(sample.pageLines).toEqual([2, 7, 8])
  })

  it('notes what is run and what is left out, and why', () => {
    const page = [
      '<!-- sample: run -->',
      '```ts',
      '```',
      '<!-- sample: skip, of Taro -->',
      '',
      '```js',
      '```',
    ]
    expect(samplesOf(page)).toMatchObject([{ isRun: true }, { isRun: false, skipped: 'of Taro' }])
  })

  it.each([['run twice'], ['skip'], ['runn'], ['run, fast']])('refuses "sample: %s"', (comment) => {
    expect(() => samplesOf([`<!-- sample: ${comment} -->`, '```ts', '```'])).toThrow(
      /docs\/page.md:1: .*is none of/,
    )
  })

  it('refuses code without an end', () => {
    expect(() => samplesOf(['Text', '```ts', 'a()'])).toThrow('docs/page.md:2: the code has no end')
  })

  it('refuses to continue nothing', () => {
    expect(() => samplesOf(['<!-- sample: continue -->', '```ts', '```'])).toThrow(
      'docs/page.md:3: there is nothing',
    )
  })

  it('leaves out parts of the projects that are built elsewhere', () => {
    const page = ['```js src/app.js', 'a()', '```']
    expect(samplesOf(page, 'docs/use-with/taro.md')[0]?.skipped).toContain('tools/consumers')
    expect(samplesOf(page, 'docs/start.md')[0]?.skipped).toBeUndefined()
  })
})

describe('compiling samples', () => {
  it('names the line of each mistake', () => {
    const samples = samplesOf([
      '```ts',
      "import { downloadFile } from '@miniferry/download-wechat'",
      '',
      'const { statusCode } = await downloadFile({ link: 1 })',
      'statusCode.toFixed()',
      '```',
      '```ts',
      "new URL('https://example.com')",
      '```',
    ])
    const problems = compileSamples(samples)
    expect(samples.flatMap((sample) => problems.get(sample))).toEqual([
      expect.stringMatching(/^docs\/page\.md:4: .*'link' does not exist/),
      expect.stringMatching(/^docs\/page\.md:5: 'statusCode' is possibly 'undefined'/),
      expect.stringMatching(/^docs\/page\.md:8: Cannot find name 'URL'/),
    ])
  })
})

describe('running a sample', () => {
  const world = {
    packages: { parts: { add: (a: number, b: number) => a + b } },
    globals: { url: 'https://example.com' },
  }

  it('tells what it printed, and what it promised', async () => {
    const sample = onlySample([
      '```ts',
      "import { add } from 'parts'",
      'console.log(await add(1, 2), url) // → 3 there',
      '```',
    ])
    expect(await runSample(sample, world)).toEqual(['3 https://example.com'])
    expect(promisedPrints(sample)).toEqual(['3 there'])
  })

  it('fails as the sample does', async () => {
    await expect(runSample(onlySample(['```ts', "throw new Error('no')", '```']), world)).rejects.toThrow(
      'no',
    )
  })

  it('refuses a package that it does not have', async () => {
    const sample = onlySample(['```ts', "import * as other from 'other'", 'other.go()', '```'])
    await expect(runSample(sample, world)).rejects.toThrow('docs/page.md:2: there is no other')
  })
})
