import { type Arbitrary, constant, constantFrom, oneof, record, tuple } from 'fast-check'
import { chance, maybe, share, some, sparse, whole } from './arbitraries.js'
import { type DrawnEvents, type EventKind, eventsOf } from './draw-events.js'
import { type Knobs, type PhonePlan, tellsStatusInWords } from './plan.js'
import type { Scenario } from './scenarios.js'

type Values = { readonly [Knob in keyof Knobs]: readonly Knobs[Knob][] }

/** What both hosts have. A value of `undefined` is one. */
const sharedKnobs: Values = {
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
const wechatKnobs: Values = {
  errno: ['present', 'absent'],
  resultHeader: ['present', 'present', 'absent'],
  resultDataLength: ['present', 'absent'],
}
const alipayKnobs: Values = {
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
function drawKnobs(values: Values): Arbitrary<Knobs> {
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
  readonly events?: readonly EventKind[]
  /** A task that says nothing ends with an abort only: without it its place is lost, and what runs on replaces files unheard. */
  isOnlyWithAbort?(knobs: Knobs): boolean
}

const queuedTask = constantFrom('normal' as const, 'detached')
const isAlways = (): boolean => true

/** One for each kind of field report. */
const fields: readonly Field[] = [
  {
    knobs: record({
      networkWords: constantFrom(
        'ios-english' as const,
        'ios-chinese',
        'ios-traditional-chinese',
        'okhttp',
        'node',
        'chromium',
        'unknown',
      ),
    }),
  },
  {
    knobs: record({
      failWith: constantFrom(
        'unknown' as const,
        'connection-abort',
        'empty',
        'save',
        'temporary-full',
        'silence',
      ),
      failEvery: constantFrom(8, 1, 2, 3, 5),
    }),
    isOnlyWithAbort: ({ failWith }) => failWith === 'silence',
  },
  { knobs: record({ httpErrorWords: constantFrom('http' as const, 'status-code') }) },
  // Where words do not tell that there is something, what is refused is of interest.
  {
    knobs: tuple(constantFrom('bare' as const, 'path'), chance(0.5)).map(([fileWords, refuses]) => ({
      fileWords,
      ...(refuses && { renameExisting: 'refuse', saveFileExisting: 'refuse' }),
    })),
  },
  { knobs: constant({ mkdirExisting: 'refuse' }) },
  { knobs: record({ parallelSameUrl: constantFrom('fail' as const, 'queue'), queuedTask }) },
  // The host has fewer places than the library knows of.
  {
    knobs: record({
      parallelLimit: whole(1, 3),
      parallelOverflow: constantFrom('max-connected' as const, 'max-connected', 'fail', 'queue'),
      queuedTask,
    }),
  },
  {
    knobs: sparse<Pick<Knobs, 'networkLoss' | 'offlineCall' | 'networkSwitch'>>({
      networkLoss: constantFrom('silence' as const, 'silence', 'fail'),
      offlineCall: constantFrom('silence' as const, 'fail'),
      networkSwitch: maybe(0.5, constant('silence' as const)),
    }),
    events: ['network loss', 'network loss', 'network loss'],
    isOnlyWithAbort: isAlways,
  },
  {
    knobs: record({ lifecycleEvents: constantFrom('game' as const, 'none') }),
    events: ['background', 'background'],
  },
  {
    knobs: record({
      resultPaths: constantFrom('both' as const, 'both-different', 'other-empty', 'none-unless-200', 'none'),
    }),
    events: ['direct download', 'download to a path'],
  },
  {
    knobs: record({ filePath: constantFrom('ignored' as const, 'echoed') }),
    events: ['download to a path', 'download to a path', 'download to a path'],
  },
  {
    knobs: constant({ filePathExisting: 'rename' }),
    events: ['download to a path', 'download to a path', 'download to a path'],
  },
  { knobs: constant({ temporaryNames: 'url' }), isOnlyWithAbort: isAlways },
  { knobs: record({ maxNameBytes: constantFrom(255, 143, 100) }), events: ['download to a path'] },
  {
    knobs: constant({ terminalCallbacks: 'fall-through' }),
    events: ['direct download', 'download to a path'],
  },
  { knobs: constant({ taskOnBadArgument: 'absent' }), events: ['bad download', 'bad download'] },
]

const drawnFields = tuple(
  ...fields.map(({ knobs, events = [], isOnlyWithAbort }) =>
    record({
      chance: share,
      knobs,
      events: tuple(...events.map(eventsOf)),
      isOnlyWithAbort: constant(isOnlyWithAbort),
    }),
  ),
)

/** Three runs of five have nothing of it, a quarter has one kind, a tenth some, and where there are many they are met together. */
const drawField = tuple(share, whole(0, fields.length - 1), drawnFields).map(([amount, only, drawn]) => {
  if (amount < 0.6) return []
  if (amount < 0.85) return drawn.filter((_, index) => index === only)
  return drawn.filter((field) => field.chance >= (amount < 0.95 ? 0.85 : 0.6))
})

const drawModern = <Value>(modern: number, version: Value, ...old: readonly Value[]): Arbitrary<Value> =>
  maybe(1 - modern, constantFrom(...old)).map((drawn) => drawn ?? version)

const drawWechat = ({ modern }: Scenario) =>
  record({
    platform: constant('wechat' as const),
    device: constantFrom('ios' as const, 'android', 'devtools', 'windows', 'mac', 'ohos'),
    SDKVersion: drawModern(modern, '3.17.0', '2.10.4', '2.9.5', '2.1.2', '2.0.0', '1.9.9'),
    clientVersion: constant('8.0.60'),
    knobs: drawKnobs(wechatKnobs),
  })

const drawAlipay = ({ modern }: Scenario) =>
  record({
    platform: constant('alipay' as const),
    device: constantFrom('ios' as const, 'android', 'ide'),
    SDKVersion: drawModern(modern, '2.9.40', '2.8.0', '2.7.0'),
    clientVersion: drawModern(modern, '10.5.80', '10.3.20', '10.2.70'),
    knobs: tuple(
      drawKnobs(alipayKnobs),
      drawModern<Knobs['task']>(modern, 'present', 'absent', 'without-abort'),
    ).map(([knobs, task = 'present']): Knobs => ({ ...knobs, task })),
  })

/** A phone, and the events that belong to what was seen on others like it. */
export function drawPhone(scenario: Scenario): Arbitrary<{ phone: PhonePlan; fieldEvents: DrawnEvents[] }> {
  return record({
    client: oneof(drawWechat(scenario), drawAlipay(scenario)),
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
    const met = field.filter((one) => canAbort || !one.isOnlyWithAbort?.(one.knobs))
    const seen: Knobs = Object.assign({}, ...met.map(({ knobs }) => knobs))
    const knobs: Knobs = { ...usual, ...seen }
    knobs.parallelLimit = Math.min(knobs.parallelLimit ?? parallelDownloads, parallelDownloads)
    const phone = { ...client, knobs, parallelDownloads, fileBytes, ...describeClient({ ...client, knobs }) }
    return { phone, fieldEvents: met.flatMap(({ events }) => events) }
  })
}

/** What the client tells the app, as far as it depends on its versions and knobs. */
function describeClient(
  client: Pick<PhonePlan, 'platform' | 'device' | 'SDKVersion' | 'clientVersion' | 'knobs'>,
) {
  const { platform, device, SDKVersion, clientVersion, knobs } = client
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
  const showsBadStatus =
    isWechat || httpError?.startsWith('error') || (reports && httpError === 'success-with-status')
  return {
    // Mini-games have had theirs from the first base library on; the IDE has none by any name.
    tellsLifecycle: { app: tellsApp, game: tellsApp || isWechat, none: false }[lifecycleEvents],
    visible: {
      status: reports,
      badStatus: showsBadStatus || tellsStatusInWords(knobs),
      // Who has waited in a queue gets no event of the headers.
      header: resultHasHeader || (hasEvent && queuedTask !== 'detached'),
      notModified: notModified !== 'empty-success',
    },
  }
}
