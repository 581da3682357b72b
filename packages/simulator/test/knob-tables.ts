import { readFileSync } from 'node:fs'

const source = (file: string) => readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8')

/** The knobs of one file as a Markdown table: name, default and what the TSDoc says. */
export function knobTable(file: string, defaults: object, otherDefaults: object = defaults): string {
  const fields = [...source(file).matchAll(/ {2}\/\*\*\n?([\s\S]*?)\*\/\n {2}(\w+): /g)]
  const rows = fields.map(([, comment = '', name = '']) => {
    const [first, second] = [defaults, otherDefaults].map(
      (values) => (values as Record<string, unknown>)[name],
    )
    const shown = Object.is(first, second) ? show(first) : `${show(first)}, Alipay ${show(second)}`
    return `| \`${name}\` | ${shown} | ${describe(comment)} |`
  })
  return ['| knob | default | what is unknown, and what it may be |', '| --- | --- | --- |', ...rows].join(
    '\n',
  )
}

function show(value: unknown): string {
  return `\`${typeof value === 'string' ? `'${value}'` : String(value)}\``
}

/** One line, without a bare default, which has a column of its own. */
function describe(comment: string): string {
  const text = comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join(' ')
    .replace(/\|/g, '\\|')
    .trim()
  return text.replace(/\s*Default `[^`]+`\.?$/, '')
}
