import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { temporaryCopy, temporaryFolder } from '../shared/files.js'

const builder = "Alipay's own builder (minidev 2.2.5)"
/** Long enough for a compiler of some 100 MB; short enough where the vendor's network cannot be reached. */
const limit = 180_000
const demo = fileURLToPath(new URL('../../apps/demo/dist/alipay', import.meta.url))

/**
 * Tries Alipay's own builder, which downloads its compiler from the vendor's network at each first run. So it is no
 * gate: it only says, in words, whether it could run and what came of it.
 */
export function minidevVerdict(wanted: boolean): Promise<string> {
  if (!wanted)
    return Promise.resolve(
      `${builder} was not tried: that takes \`--minidev\` and the network of the vendor.`,
    )
  const folders = ['--project', temporaryCopy(demo), '--output', temporaryFolder()]
  const child = spawn('npx', ['--yes', 'minidev@2.2.5', 'build', ...folders], { detached: true })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
  }
  return new Promise((resolve) => {
    // npx has children of its own: the whole group has to go.
    const timer = setTimeout(() => child.pid && process.kill(-child.pid), limit)
    child.on('error', ({ message }) => resolve(`${builder} could not run: ${message}`))
    child.on('close', (code) => {
      clearTimeout(timer)
      const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT/.exec(text)?.[0]
      if (code === 0) resolve(`${builder} ran and built the project.`)
      else if (code === null || unreachable !== undefined)
        resolve(
          `${builder} could not download its compiler (${unreachable ?? `no end in ${limit / 1000} s`}).`,
        )
      else resolve(`${builder} ended with exit code ${code}. It says:\n${text.trim().slice(-600)}`)
    })
  })
}
