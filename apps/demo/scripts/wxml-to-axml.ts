/** What Alipay's markup calls otherwise. The expressions and the components are the same. */
const renames: readonly [pattern: RegExp, replacement: string | ((...match: string[]) => string)][] = [
  [/(\s)wx:(?=[a-z-]+[=\s>])/g, '$1a:'],
  // `bindchanging` is `onChanging`.
  [/(\s)bind([a-z])(?=[a-z]*=")/g, (_, space = '', letter = '') => `${space}on${letter.toUpperCase()}`],
  [/(\s)aria-role="/g, '$1role="'],
  [/\.wxml"/g, '.axml"'],
]

/** Turns the markup of the demo into Alipay's. It has no texts and comments that look like attributes. */
export function wxmlToAxml(source: string): string {
  return renames.reduce(
    (text, [pattern, replacement]) => text.replace(pattern, replacement as string),
    source,
  )
}
