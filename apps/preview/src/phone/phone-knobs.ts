/**
 * The knobs of a simulated phone, as JSON in the query of its address: `knobs={"headerCase":"lower"}`. What JSON cannot say is
 * a text: `"NaN"`, `"Infinity"`, `"undefined"`.
 */
export function readPhoneKnobs(query: string): Record<string, never> {
  const text = new URLSearchParams(query).get('knobs') ?? '{}'
  const wordless: Readonly<Record<string, number | undefined>> = {
    NaN: Number.NaN,
    Infinity: Number.POSITIVE_INFINITY,
    undefined: undefined,
  }
  const entries = Object.entries(JSON.parse(text) as Record<string, unknown>)
  const knobs = entries.map(([name, value]) => [
    name,
    typeof value === 'string' && value in wordless ? wordless[value] : value,
  ])
  return Object.fromEntries(knobs) as Record<string, never>
}
