import type { AlipayDevice, AlipayKnobs, WechatDevice, WechatKnobs } from '@miniferry/download-simulator'
import { type Arbitrary, constant, constantFrom, oneof, record, tuple } from 'fast-check'
import { type Drawn, maybe, share, some, whole } from './arbitraries.js'
import { type EventRow, eventsOf } from './events.js'
import type { Scenario } from './scenarios.js'

export type Knobs = Partial<WechatKnobs & AlipayKnobs>

/** Values of knobs, one of which is drawn. */
type Choices = { readonly [Knob in keyof Knobs]: readonly Knobs[Knob][] }

/** What both hosts have. */
const sharedKnobs: Choices = {
  unknownTotal: [-1, 0, Number.NaN, undefined],
  progressEvents: ['normal', 'none', 'many'],
  lastProgressEvent: ['sent', 'missing'],
  eventsAfterEnd: ['none', 'some'],
  terminalCallbacks: ['once', 'twice', 'contradictory'],
  abortOutcome: ['fail', 'nothing', 'success'],
  completeAfterAbort: [true, false],
  partialFile: ['removed', 'kept'],
  truncatedBody: ['fail', 'success'],
  notModified: ['passed', 'passed-without-file', 'failed', 'empty-success'],
  timeoutMeasures: ['total', 'idle'],
  longTimeout: ['honoured', 'capped'],
  headerCase: ['title', 'lower', 'as-sent'],
  downloadRange: ['passed', 'dropped'],
  requestRange: ['passed', 'dropped'],
  parallelScope: ['per-api', 'shared'],
  networkSwitch: ['by-device', 'fail', 'keep'],
  renameExisting: ['replace', 'refuse'],
  saveFileExisting: ['replace', 'refuse'],
  temporaryFilesAtRestart: ['vanish', 'kept'],
  failSynchronously: [false, true],
}
const wechatKnobs: Choices = {
  errno: ['present', 'absent'],
  resultHeader: ['present', 'present', 'absent'],
  resultDataLength: ['present', 'absent'],
}
const alipayKnobs: Choices = {
  httpError: ['success-with-status', 'success-with-status', 'success-without-status', 'error-12', 'error-19'],
  abortError: [9, 12],
  abortReturns: ['resolves', 'rejects', 'nothing'],
  promise: ['present', 'absent', 'without-callbacks'],
  rejectionWithCallbacks: ['handled', 'unhandled'],
  resultHeaders: ['header', 'headers', 'both'],
  backgroundRule: ['nothing', 'fail'],
  canIUseOfClients: ['known', 'unknown'],
}

/** A value for each of these knobs. */
function drawKnobs(values: Choices): Arbitrary<Knobs> {
  const entries = Object.entries(values)
  return record(
    Object.fromEntries(entries.map(([key, some]) => [key, constantFrom<unknown[]>(...some)])),
  ) as Arbitrary<Knobs>
}

/** One is as it is by default, most are: where all is odd, it is odd in one way only. */
function drawOddKnobs({ oddKnobs }: Scenario): Arbitrary<Knobs> {
  return tuple(drawKnobs(sharedKnobs), some(Object.keys(sharedKnobs), constantFrom(...oddKnobs))).map(
    ([knobs, odd]) => Object.fromEntries(Object.entries(knobs).filter(([key]) => odd.includes(key))),
  )
}

/** What phones, clients and other hosts were seen to do (native-apis.md §3.2, §9). */
interface Field {
  readonly knobs: Arbitrary<Knobs>
  /** Without these what was seen would seldom be met. */
  readonly events: readonly EventRow[]
  /** A task that says nothing ends with an abort only: without it its place is lost, and what runs on replaces files unheard. */
  readonly needsAbort: boolean
}

const field = (values: Choices, ...events: readonly EventRow[]): Field => {
  return { knobs: drawKnobs(values), events, needsAbort: false }
}
const queuedTask = ['normal', 'detached'] as const
const paths = Array<EventRow>(3).fill('download to a path')
const dialects = [
  'ios-english',
  'ios-chinese',
  'ios-traditional-chinese',
  'okhttp',
  'node',
  'chromium',
] as const
const failWith = ['unknown', 'connection-abort', 'empty', 'save', 'temporary-full'] as const
const failEvery = [8, 1, 2, 3, 5]
const resultPaths = ['both', 'both-different', 'other-empty', 'none-unless-200', 'none'] as const
const overflow = ['max-connected', 'max-connected', 'fail', 'queue'] as const
const silence: Choices = {
  networkLoss: ['silence', 'silence', 'fail'],
  offlineCall: ['silence', 'fail'],
  networkSwitch: ['by-device', 'silence'],
}

/** One for each kind of field report. */
const fields: readonly Field[] = [
  field({ networkWords: [...dialects, 'unknown'] }),
  field({ failWith, failEvery }),
  { ...field({ failWith: ['silence'], failEvery }), needsAbort: true },
  field({ httpErrorWords: ['http', 'status-code'] }),
  // Where words do not tell that there is something, what is refused is of interest.
  field({ fileWords: ['bare', 'path'] }),
  field({ fileWords: ['bare', 'path'], renameExisting: ['refuse'], saveFileExisting: ['refuse'] }),
  field({ mkdirExisting: ['refuse'] }),
  field({ parallelSameUrl: ['fail', 'queue'], queuedTask }),
  // The host has fewer places than the library knows of.
  field({ parallelLimit: [1, 2, 3], parallelOverflow: overflow, queuedTask }),
  { ...field(silence, 'network loss', 'network loss', 'network loss'), needsAbort: true },
  field({ lifecycleEvents: ['game', 'none'] }, 'background', 'background'),
  field({ resultPaths }, 'direct download', 'download to a path'),
  field({ filePath: ['ignored', 'echoed'] }, ...paths),
  field({ filePathExisting: ['rename'] }, ...paths),
  { ...field({ temporaryNames: ['url'] }), needsAbort: true },
  field({ maxNameBytes: [255, 143, 100] }, 'download to a path'),
  field({ terminalCallbacks: ['fall-through'] }, 'direct download', 'download to a path'),
  field({ taskOnBadArgument: ['absent'] }, 'bad download', 'bad download'),
]

const drawnFields = tuple(
  ...fields.map(({ knobs, events, needsAbort }) =>
    record({
      amount: share,
      knobs,
      events: tuple(...events.map(eventsOf)),
      needsAbort: constant(needsAbort),
    }),
  ),
)

/** Three runs of five have nothing of it, a quarter has one kind, a tenth some, and where there are many they are met together. */
const drawField = tuple(share, whole(0, fields.length - 1), drawnFields).map(([amount, only, drawn]) => {
  if (amount < 0.6) return []
  if (amount < 0.85) return drawn.filter((_, index) => index === only)
  return drawn.filter((field) => field.amount >= (amount < 0.95 ? 0.85 : 0.6))
})

const drawVersion = (modern: number, version: string, ...old: readonly string[]): Arbitrary<string> =>
  maybe(1 - modern, constantFrom(...old)).map((drawn) => drawn ?? version)

const drawClient = ({ modern }: Scenario) =>
  oneof(
    record({
      platform: constant('wechat' as const),
      device: constantFrom<WechatDevice[]>('ios', 'android', 'devtools', 'windows', 'mac', 'ohos'),
      SDKVersion: drawVersion(modern, '3.17.0', '2.10.4', '2.9.5', '2.1.2', '2.0.0', '1.9.9'),
      clientVersion: constant('8.0.60'),
      knobs: drawKnobs(wechatKnobs),
    }),
    record({
      platform: constant('alipay' as const),
      device: constantFrom<AlipayDevice[]>('ios', 'android', 'ide'),
      SDKVersion: drawVersion(modern, '2.9.40', '2.8.0', '2.7.0'),
      clientVersion: drawVersion(modern, '10.5.80', '10.3.20', '10.2.70'),
      knobs: tuple(drawKnobs(alipayKnobs), drawVersion(modern, 'present', 'absent', 'without-abort')).map(
        ([knobs, task]) => ({ ...knobs, task }) as Knobs,
      ),
    }),
  )

/** The phone and its client; the knobs say how it does what is not documented. */
export type PhonePlan = Drawn<typeof drawPhone>['phone']

/** A phone, and the events that belong to what was seen on others like it. */
export function drawPhone(scenario: Scenario) {
  return record({
    client: drawClient(scenario),
    odd: drawOddKnobs(scenario),
    parallelDownloads: oneof(constant(10), whole(1, 4)),
    parallelOverflow: constantFrom('queue' as const, 'fail'),
    fileBytes: maybe(0.15, constant(40_000)).map((bytes) => bytes ?? Number.POSITIVE_INFINITY),
    field: drawField,
  }).map(({ client, odd, parallelDownloads, parallelOverflow, fileBytes, field }) => {
    const limits = { parallelLimit: parallelDownloads, parallelOverflow, maxFileBytes: fileBytes }
    const usual: Knobs = { ...odd, ...client.knobs, ...limits }
    const { task = 'present', abortOutcome } = usual
    const canAbort = task === 'present' && abortOutcome !== 'success'
    const met = field.filter(({ needsAbort }) => canAbort || !needsAbort)
    const knobs: Knobs = Object.assign({}, usual, ...met.map((one) => one.knobs))
    knobs.parallelLimit = Math.min(knobs.parallelLimit ?? parallelDownloads, parallelDownloads)
    // The limits are scaled down, so that a few downloads reach them; `fileBytes` are those of one user file.
    const phone = { ...client, knobs, parallelDownloads, fileBytes, ...describeClient({ ...client, knobs }) }
    return { phone, fieldEvents: met.flatMap(({ events }) => events) }
  })
}

/** What the client tells the app, as far as it depends on its versions and knobs. */
function describeClient({ platform, device, SDKVersion, clientVersion, knobs }: Drawn<typeof drawClient>) {
  const { lifecycleEvents = 'app', queuedTask, httpError, resultHeader, task, notModified } = knobs
  const isWechat = platform === 'wechat'
  // Events of the headers are there from 2.1.0, those of the app from 2.1.2 (native-apis.md §2, §5.4).
  const isOld = /^(1|2\.0)\./.test(SDKVersion)
  // native-apis.md §1.2.
  const reports = isWechat || (SDKVersion === '2.9.40' && clientVersion === '10.5.80')
  const resultHasHeader = isWechat ? resultHeader === 'present' : reports
  // On Alipay the event of the headers is older than the result's own.
  const hasEvent = isWechat ? !isOld : task !== 'absent'
  const tellsApp = isWechat ? !isOld : device !== 'ide'
  const tellsError = httpError?.startsWith('error') || (reports && httpError === 'success-with-status')
  return {
    // Of background and foreground. Mini-games have had theirs from the first base library on; the IDE has none by any name.
    tellsLifecycle: { app: tellsApp, game: tellsApp || isWechat, none: false }[lifecycleEvents],
    /** A journal whose older copy could not be removed could only be appended to (docs/simulation.md). */
    appends: !isWechat || !isOld,
    /** What the client shows the app of a response, see `Visible`. */
    visible: {
      status: reports,
      badStatus: isWechat || tellsError || tellsStatusInWords(knobs),
      // Who has waited in a queue gets no event of the headers.
      header: resultHasHeader || (hasEvent && queuedTask !== 'detached'),
      notModified: notModified !== 'empty-success',
    },
  }
}

/** Whether a failed `downloadFile` says which status it was, whatever its number is. */
export function tellsStatusInWords({ httpErrorWords = 'own' }: Knobs): boolean {
  return httpErrorWords !== 'own'
}
