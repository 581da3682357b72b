import type { UserConfig } from 'tsdown'

/**
 * How the packages that run inside a mini-program are built: `dist` is for bundlers and Alipay, `miniprogram` for
 * WeChat's "build npm", which copies that folder verbatim into every app. So nothing but code may be in it.
 */
export function miniProgramPackage(): UserConfig[] {
  const shared: UserConfig = {
    entry: ['src/index.ts'],
    platform: 'neutral',
    target: 'es2018',
    tsconfig: 'tsconfig.json',
    // WeChat's packer skips `.cjs`: CommonJS has to be called `.js`.
    fixedExtension: false,
    report: false,
  }
  return [
    { ...shared, outDir: 'dist', format: ['esm', 'cjs'], dts: true },
    { ...shared, outDir: 'miniprogram', format: 'cjs', dts: false, ...withoutComments },
  ]
}

const withoutComments: Pick<UserConfig, 'inputOptions' | 'outputOptions'> = {
  // The `//#region` marks.
  inputOptions: { experimental: { attachDebugInfo: 'none' } },
  outputOptions: { comments: false },
}
