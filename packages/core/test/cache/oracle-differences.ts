/** An answer, and the moment at which it is asked for again: milliseconds after it came. */
export interface OracleCase {
  readonly header: Readonly<Record<string, string>>
  readonly age: number
}

/** What a cache makes of it. */
export interface Verdict {
  readonly isStored: boolean
  readonly isFresh: boolean
}

/** Something in which we and the oracle differ, on purpose. */
export interface OracleDifference {
  readonly reason: string
  /** Whether an answer has what they differ in. */
  applies(one: OracleCase): boolean
  /** Ours hands out less, more, or either. */
  readonly ours: 'stricter' | 'laxer' | 'either'
  /** A case in which they do differ, and what ours says. */
  readonly example: OracleCase & { readonly verdict: Verdict }
}

/** When all answers came: a whole second, since headers have no smaller unit. */
export const arrival: number = Date.UTC(2026, 0, 1)

export function dateAt(seconds: number): string {
  return new Date(arrival + seconds * 1000).toUTCString()
}

const controlOf = ({ header }: OracleCase): string => header['cache-control'] ?? ''
const control = (text: string): Record<string, string> => ({ 'cache-control': text })
const fresh: Verdict = { isStored: true, isFresh: true }
const stale: Verdict = { isStored: true, isFresh: false }
const refused: Verdict = { isStored: false, isFresh: false }

/** Names of directives as they were sent, those within quotes left out. */
function namesOf(one: OracleCase): string[] {
  const unquoted = controlOf(one).replace(/"[^"]*"/g, '""')
  return unquoted.split(/[,;]/).map((part) => part.replace(/=.*/, '').trim().toLowerCase())
}

export const oracleDifferences: Readonly<Record<string, OracleDifference>> = {
  'names of directives in upper case': {
    reason: 'they are the same in any case (RFC 9111 §5.2); the oracle knows them in lower case only',
    applies: (one) => /[A-Z]/.test(controlOf(one)),
    ours: 'either',
    example: { header: control('Max-Age=60'), age: 0, verdict: fresh },
  },
  'commas within quotes': {
    reason: 'they belong to the value (RFC 9110 §5.6.4); the oracle begins a new directive there',
    applies: (one) => /"[^"]*,[^"]*"/.test(controlOf(one)),
    ours: 'either',
    example: { header: control('x="a, no-store, b", max-age=60'), age: 0, verdict: fresh },
  },
  'semicolons between directives': {
    reason: 'a server that means a comma means what follows as well; the oracle overlooks it',
    applies: (one) => controlOf(one).includes(';'),
    ours: 'either',
    example: { header: control('max-age=60;no-store'), age: 0, verdict: refused },
  },
  'a directive that comes twice': {
    reason: 'the first one counts, which RFC 9111 §4.2.1 allows; for the oracle it is the last one',
    applies: (one) => new Set(namesOf(one)).size < namesOf(one).length,
    ours: 'either',
    example: { header: control('max-age=60, max-age=3600'), age: 60_000, verdict: stale },
  },
  'a directive with = and no value': {
    reason: 'it is there, and makes no sense; for the oracle it is not there',
    applies: (one) => /=\s*(,|$)/.test(controlOf(one)),
    ours: 'stricter',
    example: { header: { ...control('max-age='), expires: dateAt(60) }, age: 0, verdict: stale },
  },
  'a max-age that is no whole number': {
    reason:
      'what makes no sense counts as stale (RFC 9111 §4.2.1); the oracle takes the number that it begins with',
    applies: (one) => /max-age\s*=\s*"?(?!\d+"?\s*(,|$))/i.test(controlOf(one)),
    ours: 'stricter',
    example: { header: control('max-age=1.5'), age: 0, verdict: stale },
  },
  'must-revalidate while it is fresh': {
    reason: 'it says what happens when it is stale (RFC 9111 §5.2.2.2); the oracle asks the server always',
    applies: (one) => namesOf(one).includes('must-revalidate'),
    ours: 'laxer',
    example: { header: control('max-age=60, must-revalidate'), age: 0, verdict: fresh },
  },
  'Pragma without Cache-Control': {
    reason: 'it means nothing in an answer (RFC 9111 §5.4); the oracle takes it for no-cache',
    applies: ({ header }) => header.pragma !== undefined && header['cache-control'] === undefined,
    ours: 'laxer',
    example: { header: { pragma: 'no-cache', expires: dateAt(60) }, age: 0, verdict: fresh },
  },
  'a Date before the answer came': {
    reason: 'it was as old when it came (apparent_age in RFC 9111 §4.2.3); the oracle looks at Age only',
    applies: ({ header }) => Date.parse(header.date ?? '') < arrival,
    ours: 'stricter',
    example: { header: { ...control('max-age=60'), date: dateAt(-60) }, age: 0, verdict: stale },
  },
  'an Age that is no whole number': {
    reason: 'it is ignored (RFC 9111 §5.1); the oracle takes the number that it begins with, also below zero',
    applies: ({ header: { age = '0' } }) => !/^\d+(,|$)/.test(age),
    ours: 'either',
    example: { header: { ...control('max-age=60'), age: '60.5' }, age: 0, verdict: fresh },
  },
  'an Expires in a form that is not of HTTP': {
    reason: 'it counts as the past (RFC 9111 §5.3); the oracle takes whatever the engine reads as a date',
    applies: ({ header: { expires = 'GMT' } }) => !/GMT$/.test(expires),
    ours: 'stricter',
    example: { header: { expires: '2026-01-01T01:00:00Z' }, age: 0, verdict: stale },
  },
  'Vary: *': {
    reason:
      'what no request can ever match (RFC 9111 §4.1) need not be kept; the oracle keeps it and never uses it',
    applies: ({ header: { vary = '' } }) => vary.includes('*'),
    ours: 'stricter',
    example: { header: { ...control('max-age=60'), vary: '*' }, age: 0, verdict: refused },
  },
  'a clock that was set back': {
    reason: 'nobody knows how old it is, so the server is asked; for the oracle it is as fresh as new',
    applies: ({ age }) => age < 0,
    ours: 'stricter',
    example: { header: control('max-age=60'), age: -1, verdict: stale },
  },
}
