import type { Surroundings } from './job.js'

/** Bytes of a file; `undefined` where there is none, or the host cannot tell. */
export function fileSize(
  { platform }: Pick<Surroundings, 'platform'>,
  path = '',
): Promise<number | undefined> {
  return platform.files.stat(path).then(
    (stat) => stat?.size,
    () => undefined,
  )
}
