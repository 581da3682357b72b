import { spawn } from 'node:child_process'
import { temporaryFolder } from '../shared/temporary-copy.js'

/** Long enough for a compiler of some 100 MB; short enough where the vendor's network cannot be reached. */
const limit = 180_000

/**
 * Tries Alipay's own builder, which downloads its compiler from the vendor's network at each first run. So it is no
 * gate: it only says, in words, whether it could run and what came of it.
 */
export async function minidevVerdict(project: string, wanted: boolean): Promise<string> {
  if (!wanted)
    return "Alipay's own builder was not tried: that takes `--minidev` and the network of the vendor."
  const output = temporaryFolder()
  const args = ['--yes', 'minidev@2.2.5', 'build', '--project', project, '--output', output]
  const { code, text } = await run('npx', args)
  if (code === 0) return "Alipay's own builder (minidev 2.2.5) ran and built the project."
  const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT/.exec(text)?.[0]
  if (code === undefined || unreachable !== undefined) {
    const reason = unreachable ?? `no end within ${limit / 1000} s`
    return `Alipay's own builder (minidev 2.2.5) could not run here: its compiler could not be downloaded (${reason}).`
  }
  return `Alipay's own builder (minidev 2.2.5) ended with exit code ${code}. It says:\n${text.trim().slice(-600)}`
}

function run(command: string, args: readonly string[]): Promise<{ code: number | undefined; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let text = ''
    const keep = (chunk: Buffer): void => {
      text += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    // npx has children of its own: the whole group has to go.
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid)
      resolve({ code: undefined, text })
    }, limit)
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ code: 1, text: error.message })
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code: code ?? 1, text })
    })
  })
}
