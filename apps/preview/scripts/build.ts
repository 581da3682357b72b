import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { buildHost, buildPreview } from '../src/build-preview.js'
import { inWorker } from '../src/phone/phone-settings.js'
import { buildFileServer } from '../src/static-server/build-file-server.js'

const preview = dirname(import.meta.dirname)
const out = join(preview, 'dist')
await rm(out, { recursive: true, force: true })
await mkdir(out)

const problems: string[] = []
for (const platform of ['wechat', 'alipay'] as const) {
  const built = await buildPreview({
    platform,
    projectDirectory: join(preview, '../demo/dist', platform),
    outDirectory: join(out, platform),
  })
  await buildHost(platform, join(out, platform))
  problems.push(...built.problems.map((problem) => `${platform}/${problem}`))
  console.log(`${platform}: page.js ${Math.round(built.bytes / 1000)} kB`)
}

const presentation = join(preview, 'src/presentation')
await build({
  entryPoints: [join(presentation, 'presentation.ts'), join(presentation, 'presentation.css')],
  outdir: out,
  bundle: true,
  minify: true,
  target: 'es2020',
  conditions: ['@miniferry/source'],
  logLevel: 'warning',
})
await cp(join(presentation, 'index.html'), join(out, 'index.html'))

// Without our own server, which answers this address itself, the files come from a worker.
await buildFileServer(out)
await writeFile(join(out, 'settings.json'), JSON.stringify({ files: inWorker }))

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
