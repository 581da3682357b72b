/** Each option is read once. What cannot be read is not there, and the validation names what is missing. */
export function snapshotOptions<Options extends { url: string }>(options: Options): Options {
  try {
    return { ...options }
  } catch {
    return { url: '' } as Options
  }
}
