import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const dist = join(dirname(import.meta.dirname), 'dist')

/** Tells the built projects where the file server is, if nobody types another address. */
export async function tellProjects(address: string): Promise<void> {
  for (const platform of ['wechat', 'alipay']) {
    const project = join(dist, platform)
    if (!existsSync(project)) continue
    const pages = (await readdir(join(project, 'pages'))).map((name) => join('pages', name, `${name}.js`))
    for (const script of ['app.js', ...pages]) {
      const file = join(project, script)
      const text = await readFile(file, 'utf8')
      // A constant of `file-source.ts`; a bundle keeps its name, or adds a number to it.
      const told = text.replace(/(\bdefaultServer\d* = )"[^"]*"/, `$1${JSON.stringify(address)}`)
      if (told !== text) await writeFile(file, told)
    }
  }
}
