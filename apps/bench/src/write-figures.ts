import { readFileSync, writeFileSync } from 'node:fs'

/** Puts the figures in their place in both READMEs. */
export function writeFigures(figures: string): void {
  for (const file of ['README.md', 'README.zh-CN.md']) {
    const url = new URL(`../../../${file}`, import.meta.url)
    const made = `\n${figures} \`npx pnpm@10.34.8 bench -- --write\`\n`
    writeFileSync(
      url,
      readFileSync(url, 'utf8').replace(/(<!-- figures -->\n)[\s\S]*(<!-- \/figures -->)/, `$1${made}\n$2`),
    )
  }
}
