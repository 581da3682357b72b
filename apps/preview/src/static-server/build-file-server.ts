import { join } from 'node:path'
import { build } from 'esbuild'

/** Makes `file-server.js`: the demo's file server as a worker. */
export async function buildFileServer(outDirectory: string): Promise<void> {
  const standIns = join(import.meta.dirname, 'node-stand-ins.ts')
  await build({
    entryPoints: [join(import.meta.dirname, 'file-server-worker.ts')],
    outfile: join(outDirectory, 'file-server.js'),
    bundle: true,
    format: 'iife',
    minify: true,
    target: 'es2020',
    conditions: ['@miniferry/source'],
    alias: { 'node:zlib': standIns, 'node:events': standIns },
    inject: [standIns],
    logLevel: 'warning',
  })
}
