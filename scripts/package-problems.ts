import { readFileSync } from 'node:fs'
import path from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { runCommand } from '../tools/shared/run-command.js'
import { packPackage } from './pack-package.js'
import { type PublishedPackage, root } from './published-packages.js'

/** What bundlers, Node and TypeScript would stumble over in the packed tarball: publint strict, then attw. */
export async function packageProblems(published: PublishedPackage): Promise<string[]> {
  const tarball = await packPackage(published)
  return [...(await shapeProblems(published, tarball)), ...(await typeProblems(published, tarball))]
}

async function shapeProblems(published: PublishedPackage, tarball: string): Promise<string[]> {
  const data = readFileSync(tarball)
  const { messages, pkg } = await publint({
    pack: { tarball: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) },
    // Without suggestions: one of them wants a range of Node versions, and no Node runs this code.
    level: 'warning',
    strict: true,
  })
  return messages.map((message) => `${published.name}: ${formatMessage(message, pkg) ?? message.code}`)
}

async function typeProblems(published: PublishedPackage, tarball: string): Promise<string[]> {
  const attw = path.join(root, 'node_modules', '.bin', 'attw')
  // Mini-program tools resolve each entry the old way, by its path; the simulator is for Node 20 and bundlers.
  const profile = published.hostGlobals ? 'strict' : 'node16'
  const args = [tarball, '--profile', profile, '--no-color', '--no-emoji', '--format', 'ascii']
  await runCommand(attw, args, root)
  return []
}
