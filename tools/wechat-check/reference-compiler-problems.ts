import { createRequire } from 'node:module'
import { ownFilesIn } from '../shared/project-files.js'
import { referenceCompilerProblems } from '../shared/reference-compilers.js'

const compilerPackage = createRequire(import.meta.url).resolve('miniprogram-compiler')

/** What `wcc`, the compiler inside WeChat, says of the WXML and WXS: it alone reads what stands in `{{ }}`. */
export function wxmlProblems(project: string): string[] {
  const files = ownFilesIn(project).filter((file) => file.endsWith('.wxml'))
  return referenceCompilerProblems({ compilerPackage, compiler: 'wcc', project, files })
}

/** What `wcsc`, the compiler inside WeChat, says of the WXSS. */
export function wxssProblems(project: string): string[] {
  const files = ownFilesIn(project).filter((file) => file.endsWith('.wxss'))
  return referenceCompilerProblems({ compilerPackage, compiler: 'wcsc', project, files })
}
