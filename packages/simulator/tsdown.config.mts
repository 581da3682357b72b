import { defineConfig, type UserConfig } from 'tsdown'

/** For tests and previews, so newer syntax than in a mini-program; `index` runs in Node and in browsers. */
const config: UserConfig = defineConfig({
  entry: ['src/index.ts', 'src/node.ts'],
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  tsconfig: 'tsconfig.json',
  dts: true,
  // `.js` and `.d.ts` for CommonJS, `.mjs` and `.d.mts` for modules.
  fixedExtension: false,
  deps: { neverBundle: [/^node:/] },
  report: false,
})

export default config
