import type { Random } from '../run/random.js'
import type { Answer } from './answer.js'
import type { Fault, Sight } from './fault.js'

const finalStatuses = [400, 403, 404, 410]
const passingStatuses = [408, 425, 429, 500, 502, 503, 504]

/** Answers that are no file. */
export const statusFaults = {
  'final status': {
    // Some Alipay clients call it a failure of the network (native-apis.md §1.5).
    endsAs: ['http-status', 'network'],
    isNoticed,
    spoil: (answer, { random }) => errorPage(answer, random.pick(finalStatuses), random, {}),
  },
  'passing status': {
    endsAs: ['http-status', 'network'],
    isNoticed,
    spoil: (answer, { random }) => errorPage(answer, random.pick(passingStatuses), random, {}),
  },
  'retry after': {
    endsAs: ['http-status', 'network'],
    isNoticed,
    spoil: (answer, { random }) => {
      const date = Date.parse(answer.headers.Date ?? '') || 0
      const values = [
        '0',
        '1',
        '20',
        '7200',
        'soon',
        ...(date > 0 ? [new Date(date + 5000).toUTCString()] : []),
      ]
      const headers = { 'Retry-After': random.pick(values) }
      return errorPage(answer, random.pick([429, 503]), random, headers)
    },
  },
  'not modified': {
    // WeChat has a number for an empty file that means nothing else (native-apis.md §3.1).
    endsAs: ['http-status', 'network', 'unknown', 'integrity'],
    isNoticed: ({ hasChecksum, seesStatus, seesNotModified }) =>
      hasChecksum || (seesStatus && seesNotModified),
    // Who has a condition cannot tell a wrong 304 from a right one.
    spoil: (answer, { isConditional }) =>
      isConditional ? undefined : { ...answer, status: 304, body: answer.body.subarray(0, 0) },
  },
  redirect: {
    endsAs: [],
    spoil: (answer, { elsewhere }) => ({
      ...answer,
      status: 302,
      headers: { Location: elsewhere },
      body: answer.body.subarray(0, 0),
    }),
  },
  'redirect loop': {
    endsAs: ['network', 'timeout'],
    spoil: (answer) => ({
      ...answer,
      status: 307,
      headers: { Location: '/loop' },
      body: answer.body.subarray(0, 0),
    }),
  },
} satisfies Record<string, Fault>

/** A host that tells no status makes an error page look like the file. */
function isNoticed({ hasChecksum, seesBadStatus }: Sight): boolean {
  return hasChecksum || seesBadStatus
}

function errorPage(
  answer: Answer,
  status: number,
  random: Random,
  more: Readonly<Record<string, string>>,
): Answer {
  const body = Buffer.from(`<html>${'sorry '.repeat(random.integer(1, 200))}</html>`)
  const { Date: date } = answer.headers
  const length = random.chance(0.5) ? { 'Content-Length': String(body.length) } : undefined
  const headers = {
    ...(date !== undefined && { Date: date }),
    'Content-Type': 'text/html',
    ...length,
    ...more,
  }
  return { ...answer, status, headers, body }
}
