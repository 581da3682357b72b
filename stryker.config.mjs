// `npx pnpm@10.34.8 mutation` changes the code on purpose, mistake by mistake, and says which of them no test notices. One folder at a time, since each takes
// minutes: `FOLDER=packages/core/src/resume npx pnpm@10.34.8 mutation`.

export default {
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.mjs' },
  mutate: [`${process.env.FOLDER ?? 'packages/core/src'}/**/*.ts`],
  // The contract suites reach core through the links of the workspace: in a copy of it they would run the code as it was.
  inPlace: true,
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: '.artifacts/mutation/incremental.json',
  tempDirName: '.artifacts/mutation/work',
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: '.artifacts/mutation/report.json' },
  clearTextReporter: { allowColor: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
  timeoutMS: 20_000,
}
