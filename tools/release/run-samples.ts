import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { hostNames, type PlatformName } from '../consumers/consumer.js'
import { report } from '../shared/run-in-child.js'
import { createPhone } from './create-phone.js'

const [platform, simulator = '', ...bundles] = process.argv.slice(2)

await report(async () => {
  const problems: string[] = []
  for (const bundle of bundles) {
    const phone = createPhone(platform as PlatformName, createRequire(path.join(simulator, 'package.json')))
    Object.assign(globalThis, { [hostNames[platform as PlatformName]]: phone.host })
    await import(pathToFileURL(bundle).href)
    await phone.isQuiet()
    if (phone.downloads() === 0) problems.push(`${path.basename(bundle)} downloaded nothing`)
  }
  return problems
})
