import { createRequire } from 'node:module'
import { ownFilesIn } from '../shared/project-files.js'
import { referenceCompilerProblems } from '../shared/reference-compilers.js'

/** What WeChat's stylesheet compiler says of the ACSS: rules, `rpx` and `@import` are the same in both. */
export function stylesheetProblems(project: string): string[] {
  const files = ownFilesIn(project).filter((file) => file.endsWith('.acss'))
  const compilerPackage = createRequire(import.meta.url).resolve('miniprogram-compiler')
  return referenceCompilerProblems({ compilerPackage, compiler: 'wcsc', project, files })
}
