import type { Fault } from './fault.js'

/** What goes wrong between the phone and the server, before an answer and in its midst. */
export const linkFaults = {
  dns: failsWith('dns'),
  refused: failsWith('refused'),
  'reset at once': failsWith('reset'),
  unreachable: failsWith('offline'),
  // Alipay and iOS before cronet have no words for it.
  certificate: {
    endsAs: ['tls', 'network', 'http-status'],
    spoil: (answer) => ({ ...answer, error: 'tls' }),
  },
  silence: {
    endsAs: ['timeout', 'stalled'],
    spoil: (answer) => ({ ...answer, end: 'silence', body: answer.body.subarray(0, 0), after: 3_600_000 }),
  },
  'reset in the body': {
    endsAs: ['network'],
    spoil: (answer, { random }) => ({ ...answer, end: 'reset', body: cut(answer.body, random.fraction()) }),
  },
  'silence in the body': {
    endsAs: ['timeout', 'stalled'],
    spoil: (answer, { random }) => ({ ...answer, end: 'silence', body: cut(answer.body, random.fraction()) }),
  },
  'long pause': {
    endsAs: ['timeout', 'stalled'],
    spoil: (answer, { random }) => ({ ...answer, pause: random.integer(5, 90) * 1000 }),
  },
  'slow link': {
    endsAs: ['timeout', 'stalled'],
    spoil: (answer, { random }) => ({ ...answer, rate: answer.rate / random.integer(10, 200) }),
  },
} satisfies Record<string, Fault>

function failsWith(error: 'dns' | 'refused' | 'reset' | 'offline'): Fault {
  return {
    endsAs: ['network'],
    spoil: (answer, { random }) => ({ ...answer, error, after: random.integer(0, 900) }),
  }
}

function cut(body: Uint8Array, share: number): Uint8Array {
  return body.subarray(0, Math.floor(body.length * share))
}
