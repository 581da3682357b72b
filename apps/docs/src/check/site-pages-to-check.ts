/** The pages that are looked at in a browser: each kind of page in at least one of the languages. */
export const pagesToCheck: readonly string[] = [
  '',
  'start',
  'guide/errors',
  'cache',
  'api',
  'preview',
  'reference/errors',
  'en/',
  'en/start',
  'en/use-with/mpx',
  'en/support',
]
