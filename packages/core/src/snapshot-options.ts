/**
 * Each option is read once. White space around the url is not part of it (WHATWG URL, basic URL parser). What cannot be read is not there, and
 * the validation names what is missing; what is no object is left to it as it is.
 */
export function snapshotOptions<Options extends { url: string }>(options: Options): Options {
  if (Object(options) !== options) return options
  try {
    const { ...given } = options
    if (typeof given.url === 'string') given.url = given.url.trim()
    return given
  } catch {
    return { url: '' } as Options
  }
}
