import { build } from 'vitepress'
import { buildReference } from '../src/reference/build-reference.js'
import { preparePages } from '../src/site/prepare-pages.js'

await buildReference()
await preparePages()
await build(`${import.meta.dirname}/..`)
