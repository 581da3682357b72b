import { type Arbitrary, array, boolean, constantFrom, record, tuple } from 'fast-check'
import { chance, type Drawn, maybe, share, some, whole } from './arbitraries.js'
import type { RunPlan } from './plan.js'

/** Who signs an address: the app before it asks for a file, or `beforeAttempt`, of the request or of its downloader. */
type Signer = 'app' | 'request' | 'downloader'

/** How a request gets to its file, and where the file goes. */
export interface AddressPlan {
  readonly signer: Signer | undefined
  /** Whether the request has a key. Then each time that the app asks, the address is another one. */
  readonly hasKey: boolean
  /** Whether `beforeAttempt` signs by a header, and not by the url. */
  readonly isHeader: boolean
  /** The folder of the file, below that of user files, where its name is left to the server. */
  readonly directory: string | undefined
  /** The end of the url's path. */
  readonly name: string
}

export const plainAddress: AddressPlan = {
  signer: undefined,
  hasKey: false,
  isHeader: false,
  directory: undefined,
  name: '',
}

/** What a server wants of a signature: milliseconds for which it holds, and HTTP requests that it is good for. */
export interface SignaturePlan {
  readonly lifetime: number
  readonly uses: number
}

const misbehaviours = [
  'throws',
  'rejects',
  'rejects for now',
  'no object',
  'bad url',
  'bad header',
  'slow',
  'never answers',
  'expired',
  'nothing',
] as const

/** What `beforeAttempt` does, besides signing. */
export type Misbehaviour = (typeof misbehaviours)[number]

const long = '名'.repeat(400)

/** `Content-Disposition`, and the ends of urls: what servers send, and what nobody should. */
const dispositions = [
  undefined,
  'attachment; filename="report.pdf"',
  'attachment; filename="Report.PDF"',
  "attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf",
  'attachment; filename="../../notes.txt"',
  'attachment; filename="..\\\\..\\\\notes.txt"',
  "attachment; filename*=UTF-8''..%2F..%2Fminiferry%2Fdownloads%2Fminiferry-downloads.jsonl",
  // What ends a line ends what `.` stands for in a regular expression.
  "attachment; filename*=UTF-8''x%0A%2F..%2F..%2Fnotes.txt",
  'attachment; filename=".hidden"',
  'attachment; filename=".."',
  'attachment; filename=""',
  'attachment; filename="con.txt"',
  'attachment; filename="a\u0000b\u202egnp.exe"',
  'attachment; filename="a/b:c*?.bin~"',
  `attachment; filename="${long}.pdf"`,
  "attachment; filename*=GBK''%B1%A8.pdf",
]
const urlNames = [
  '',
  'report.pdf',
  '..%2F..%2Fnotes.txt',
  'x%E2%80%A8%2F..%2F..%2Fnotes.txt',
  '%2e%2e',
  '.part',
  '%E6%8A%A5.pdf',
  '%ff%fe',
  'x'.repeat(300),
]

export type DrawnAddresses = Drawn<typeof drawnAddresses>

const drawnAddresses = () =>
  record({
    signatures: array(
      maybe<SignaturePlan>(
        0.7,
        record({
          lifetime: constantFrom(600_000, 500, 3000, 20_000),
          uses: constantFrom(Number.MAX_SAFE_INTEGER, 2, 5, 20),
        }),
      ),
      { minLength: 4, maxLength: 4, size: 'max' },
    ),
    dispositions: array(constantFrom(...dispositions), { minLength: 4, maxLength: 4, size: 'max' }),
    addresses: array(
      record({
        signer: constantFrom<Signer[]>('app', 'request', 'downloader', 'downloader'),
        hasKey: chance(0.5),
        isHeader: chance(0.2),
        directory: maybe(0.5, constantFrom('inbox', 'inbox', 'courses/a')),
        name: constantFrom(...urlNames),
      }),
      { minLength: 16, maxLength: 16, size: 'max' },
    ),
    hooks: record({
      probability: maybe(0.7, constantFrom(0.1, 0.3)).map((drawn) => drawn ?? 0),
      kinds: some<Misbehaviour>(misbehaviours, constantFrom(0.2, 0.5, 1)),
      /** Whether they name another server. */
      isMirrored: boolean(),
    }),
    /** The app asks once more, with a fresh address. */
    asks: array(record({ moment: share, request: whole(0, 59) }), { maxLength: 6, size: 'max' }),
  })

/** Plans of which some files are behind addresses that expire, have keys, and get their names from the server. */
export function withAddresses(plans: Arbitrary<RunPlan>): Arbitrary<RunPlan> {
  return tuple(plans, drawnAddresses()).map(([plan, drawn]) => addressed(plan, drawn))
}

function addressed(
  plan: RunPlan,
  { signatures, dispositions, addresses, hooks, asks }: DrawnAddresses,
): RunPlan {
  const { visible, knobs } = plan.phone
  // Hosts that keep names short do so with those of their temporary files.
  const isShort = knobs.maxNameBytes !== undefined || knobs.temporaryNames === 'url'
  const resources = plan.resources.map((resource, index) => ({
    ...resource,
    // A refusal that looks like the file is no promise of ours.
    signature: visible.badStatus ? signatures[index] : undefined,
    disposition: dispositions[index],
  }))
  const requests = plan.requests.map((request) => {
    // Requests of one mark share the url.
    const { signer, hasKey, isHeader, directory, name } = addresses[request.mark] ?? plainAddress
    const isAlone = plan.requests.every(
      (other) => other === request || (other.filePath !== request.filePath && other.mark !== request.mark),
    )
    const isOpen = request.filePath !== undefined && isAlone && directory !== undefined
    const isSigned = resources[request.resource]?.signature !== undefined
    const address: AddressPlan = {
      signer: isSigned ? signer : undefined,
      hasKey: hasKey || (isSigned && signer === 'app'),
      isHeader,
      directory: isOpen ? directory : undefined,
      name: isShort && name.length > 90 ? '' : name,
    }
    return { ...request, address, filePath: isOpen ? undefined : request.filePath }
  })
  const more = asks.map(({ moment, request }) => ({
    at: Math.floor(plan.calmAt * moment),
    event: { kind: 'ask' as const, request: request % requests.length },
  }))
  const events = [...plan.events, ...more].sort((one, other) => one.at - other.at)
  return { ...plan, resources, requests, events, hooks }
}
