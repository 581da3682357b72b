import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** Bytes of a bundle, minified for ES2018. */
export interface Size {
  readonly minified: number
  readonly gzip: number
}

/** What an app pays for some code that imports the built packages. */
export async function measureSize(source: string): Promise<Size> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2018',
    platform: 'neutral',
    mainFields: ['module', 'main'],
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  return { minified: code.length, gzip: gzipSync(code, { level: 9 }).length }
}

/** What an app pays for the parts of a package. */
export interface PackageSizes {
  readonly downloadFile: Size
  readonly createDownloader: Size
  readonly everything: Size
}

/** `downloadFile` alone, `createDownloader` alone, and all that the package exports. */
export async function measurePackage(name: string): Promise<PackageSizes> {
  return {
    downloadFile: await measureSize(`export { downloadFile } from '${name}'`),
    createDownloader: await measureSize(`export { createDownloader } from '${name}'`),
    everything: await measureSize(`export * from '${name}'`),
  }
}
