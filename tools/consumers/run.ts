import { readPackageMarks } from './bundle-problems.js'
import { checkConsumer } from './check-consumer.js'
import { platformWords } from './check-platform.js'
import type { PlatformName } from './consumer.js'
import { consumers } from './consumers.js'
import { packPackages } from './pack-packages.js'

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const unknown = names.filter((name) => !consumers.some((consumer) => consumer.name === name))
if (unknown.length > 0) {
  const known = consumers.map(({ name }) => name).join(', ')
  console.error(`No consumer is called ${unknown.join(', ')}. There are: ${known}`)
  process.exit(2)
}

console.log(
  'Projects of each framework, with our packed packages, built by its own tools and run on simulated hosts',
)
const packed = await packPackages()
const marks = readPackageMarks(packed.installed)
const sizes: string[] = []
let passed = 0
let failed = 0
for (const consumer of consumers.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const { results, added } = await checkConsumer(consumer, packed, marks)
  const bad = results.filter(({ problems }) => problems.length > 0).length
  passed += results.length - bad
  failed += bad
  const parts = Object.entries(added).map(
    ([platform, bytes]) => `${platformWords[platform as PlatformName]} ${(bytes / 1000).toFixed(1)} kB`,
  )
  sizes.push(`${consumer.name.padEnd(14)}  ${parts.join(', ')}`)
}

console.log(`\nWhat our package adds to the scripts of the app, minified
${sizes.join('\n')}

Proved: what each build made is loaded as the host loads it and downloads real bytes, by its own tap handler, from an
HTTP server, on our simulated host; what the page shows is read from the data that goes to its template.
Not proved: that the hosts draw these pages, and that they are built by Alipay's own builder, which is not to be had
offline.

checks: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
