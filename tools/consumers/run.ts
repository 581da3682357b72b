import { packPackages } from '../shared/packed-packages.js'
import { endWith, runAndPrint, type StepResult } from '../shared/steps.js'
import { checkConsumer } from './check-consumer.js'
import { consumers } from './consumers.js'
import { markProblems } from './our-code.js'

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
const results: StepResult[] = await runAndPrint([
  { name: 'each package has words of its own', run: () => markProblems(packed.installed) },
])
for (const consumer of consumers.filter(({ name }) => names.length === 0 || names.includes(name))) {
  results.push(...(await checkConsumer(consumer, packed)))
}
console.log(`
Proved: what each build made is loaded as the host loads it and downloads real bytes, by its own tap handler, from an
HTTP server, on our simulated host; what the page shows is read from the data that goes to its template.
Not proved: that the hosts draw these pages.`)
endWith(results)
