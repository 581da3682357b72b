import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultServer } from '@miniferry/demo/file-source'
import { tellProjects } from '@miniferry/demo/tell-projects'
import { startFileServer } from '@miniferry/testing/file-server'
import { startPreviewServer } from '../src/preview-server.js'
import { runSamples } from '../src/run-samples.js'

/** For the device report, which opens more connections than go to one port. */
const doors = 3

const help = `Downloads real files through both bindings, then serves the preview until Ctrl-C.

  --once  ends after the downloads; exit code 1 if anything was not as expected
  --lan   lets phones of your network reach the file server
  --port  where the file server is, in place of 8787; a free port where that is taken
  --help  shows this

The built projects in apps/demo/dist are told where it is.
`

const values = readOptions()
if (values.help) process.stdout.write(help)
else await demo()

async function demo(): Promise<void> {
  const host = values.lan ? '0.0.0.0' : '127.0.0.1'
  const port = Number(values.port)
  if (!(Number.isInteger(port) && port > 0 && port < 65_536)) {
    process.stderr.write(`--port: expected a number from 1 to 65535, got ${JSON.stringify(values.port)}\n`)
    process.exitCode = 1
    return
  }
  const fileServer = await startFileServer({ port, host, doors }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    return startFileServer({ host, doors })
  })
  const files = fileServer.origin.replace('0.0.0.0', '127.0.0.1')
  const addresses = [files, ...(values.lan ? lanAddresses().map((ip) => files.replace('127.0.0.1', ip)) : [])]
  const rows = await runSamples(files)
  console.table(rows)
  if (values.once) {
    await fileServer.close()
    process.exitCode = rows.every(({ isExpected }) => isExpected) ? 0 : 1
    return
  }

  const directory = join(dirname(import.meta.dirname), 'dist')
  const preview = await startPreviewServer({ directory, files, port: 4173 })
  // Of several, the one that a phone reaches too.
  const told = addresses.at(-1) ?? files
  await tellProjects(told)
  const isElsewhere = new URL(files).port !== values.port
  process.stdout.write(`
Preview   ${preview.origin}
Files     ${addresses.join('  ')}${files === defaultServer ? '' : `; the phones of the preview call it ${defaultServer}`}
${isElsewhere ? `\nPort ${values.port} is taken by another program. A demo in DevTools that was opened before: enter ${told} under "Files from".\n` : ''}
The projects in apps/demo/dist know ${told}. Open apps/demo/dist/wechat or apps/demo/dist/alipay
in the vendor's DevTools, or compile there again. On a phone: docs/demo.md
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

/** An option that there is not ends it, with what there is. */
function readOptions() {
  try {
    return parseArgs({
      options: {
        once: { type: 'boolean', default: false },
        lan: { type: 'boolean', default: false },
        port: { type: 'string', default: new URL(defaultServer).port },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${help}`)
    process.exit(1)
  }
}
