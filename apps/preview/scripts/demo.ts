import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { startFileServer } from '@miniferry/testing/file-server'
import { startPreviewServer } from '../src/preview-server.js'
import { runSamples } from '../src/run-samples.js'

const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    lan: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

/** For the device report, which opens more connections than go to one port. */
const doors = 3

const help = `Downloads real files through both bindings, then serves the preview until Ctrl-C.

  --once  ends after the downloads; exit code 1 if anything was not as expected
  --lan   lets phones of your network reach the file server
  --help  shows this
`

if (values.help) process.stdout.write(help)
else await demo()

async function demo(): Promise<void> {
  const host = values.lan ? '0.0.0.0' : '127.0.0.1'
  // At a free port where another program has the usual one.
  const fileServer = await startFileServer({ port: 8787, host, doors }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      return startFileServer({ host, doors })
    },
  )
  const files = fileServer.origin.replace('0.0.0.0', '127.0.0.1')
  const problems = await runSamples(files, process.stdout)
  for (const problem of problems) process.stderr.write(`not as expected: ${problem}\n`)
  if (values.once) {
    await fileServer.close()
    process.exitCode = problems.length === 0 ? 0 : 1
    return
  }

  const directory = join(dirname(import.meta.dirname), 'dist')
  const preview = await startPreviewServer({ directory, files, port: 4173 })
  const port = new URL(files).port
  process.stdout.write(`
Preview   ${preview.origin}
Files     ${[files, ...(values.lan ? lanAddresses().map((address) => `http://${address}:${port}`) : [])].join('  ')}

Open apps/demo/dist/wechat or apps/demo/dist/alipay in the vendor's DevTools to run it there.
Ctrl-C ends.
`)
  process.once('SIGINT', () => {
    void Promise.all([preview.close(), fileServer.close()]).then(() => process.exit(0))
  })
}

function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}
