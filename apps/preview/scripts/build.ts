import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { defaultServer } from '@miniferry/demo/file-source'
import { tellProjects } from '@miniferry/demo/tell-projects'
import { buildHost, buildPresentation, buildPreview } from '../src/build-preview.js'
import { inWorker } from '../src/phone/phone-settings.js'

const preview = dirname(import.meta.dirname)
// A simulated phone finds the file server at the usual address, wherever it is.
await tellProjects(defaultServer)
const out = join(preview, 'dist')
await rm(out, { recursive: true, force: true })
await mkdir(out)

for (const platform of ['wechat', 'alipay'] as const) {
  const projectDirectory = join(preview, '../demo/dist', platform)
  const outDirectory = join(out, platform)
  const { bytes, problems } = await buildPreview({ platform, projectDirectory, outDirectory })
  await buildHost(platform, outDirectory)
  console.log(`${platform}: page.js ${Math.round(bytes / 1000)} kB`)
  for (const problem of problems) console.error(`${platform}/${problem}`)
  if (problems.length > 0) process.exitCode = 1
}
await buildPresentation(out)
// Without our own server, which answers this address itself, the files come from a worker.
await writeFile(join(out, 'settings.json'), JSON.stringify({ files: inWorker }))
