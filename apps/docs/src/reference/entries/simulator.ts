/**
 * A `wx` and a `my` for tests and previews: `@miniferry/download-simulator`. `createFolderDisk` is exported by
 * `@miniferry/download-simulator/node`.
 *
 * @module simulator
 */
export * from '@miniferry/download-simulator'
export { createFolderDisk } from '@miniferry/download-simulator/node'
