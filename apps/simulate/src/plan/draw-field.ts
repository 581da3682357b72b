import type { Random } from '../run/random.js'
import { type PhonePlan, tellsStatusInWords } from './draw-phone.js'
import type { FieldEventKind } from './field-events.js'

/** What phones, clients and other hosts were seen to do (native-apis.md §3.2, §9), on top of the phone of a world. */
export interface FieldPlan {
  readonly knobs: PhonePlan['knobs']
  /** Without these what was seen would seldom be met. */
  readonly events: readonly FieldEventKind[]
}

type Draw = (random: Random, phone: PhonePlan) => FieldPlan | undefined

const withoutEvents = (knobs: PhonePlan['knobs']): FieldPlan => ({ knobs, events: [] })

/** One draw for each kind of field report. `undefined` where it makes no sense on this phone. */
const kinds: readonly Draw[] = [
  (random) =>
    withoutEvents({
      networkWords: random.pick([
        'ios-english',
        'ios-chinese',
        'ios-traditional-chinese',
        'okhttp',
        'node',
        'chromium',
        'unknown',
      ]),
    }),
  (random, phone) => {
    const failWith = random.pick([
      'unknown',
      'connection-abort',
      'empty',
      'save',
      'temporary-full',
      'silence',
    ] as const)
    const failEvery = random.pick([1, 2, 3, 5, 8])
    return failWith === 'silence' && !canAbort(phone) ? undefined : withoutEvents({ failEvery, failWith })
  },
  (random) => withoutEvents({ httpErrorWords: random.pick(['http', 'status-code']) }),
  (random) => withoutEvents({ fileWords: random.pick(['bare', 'path']), ...drawRefusals(random) }),
  () => withoutEvents({ mkdirExisting: 'refuse' }),
  (random) =>
    withoutEvents({ parallelSameUrl: random.pick(['fail', 'queue']), queuedTask: drawQueuedTask(random) }),
  // The host has fewer places than the library knows of.
  (random, { parallelDownloads }) =>
    withoutEvents({
      parallelLimit: random.integer(1, Math.min(3, parallelDownloads)),
      parallelOverflow: random.pick(['max-connected', 'max-connected', 'fail', 'queue']),
      queuedTask: drawQueuedTask(random),
    }),
  (random, phone) => {
    const knobs = drawSilence(random)
    return canAbort(phone) ? { knobs, events: ['network', 'network', 'network'] } : undefined
  },
  (random) => ({
    knobs: { lifecycleEvents: random.pick(['game', 'none']) },
    events: ['background', 'background'],
  }),
  (random) => ({
    knobs: { resultPaths: random.pick(['both', 'both-different', 'other-empty', 'none-unless-200', 'none']) },
    events: ['plain download', 'download to a path'],
  }),
  (random) => ({
    knobs: { filePath: random.pick(['ignored', 'echoed']) },
    events: ['download to a path', 'download to a path', 'download to a path'],
  }),
  () => ({
    knobs: { filePathExisting: 'rename' },
    events: ['download to a path', 'download to a path', 'download to a path'],
  }),
  // What goes on after an abort replaces files unheard.
  (_, phone) => (canAbort(phone) ? withoutEvents({ temporaryNames: 'url' }) : undefined),
  (random) => ({ knobs: { maxNameBytes: random.pick([100, 143, 255]) }, events: ['download to a path'] }),
  () => ({ knobs: { terminalCallbacks: 'fall-through' }, events: ['plain download', 'download to a path'] }),
  () => ({ knobs: { taskOnBadArgument: 'absent' }, events: ['bad download', 'bad download'] }),
]

/** Three worlds of five have nothing of it, a quarter has one kind, a tenth some, and where there are many they are met together. */
export function drawField(random: Random, phone: PhonePlan): FieldPlan {
  const drawn = chooseKinds(random).map((draw) => draw(random, phone))
  const plans = drawn.filter((plan) => plan !== undefined)
  return {
    knobs: Object.assign({}, ...plans.map(({ knobs }) => knobs)),
    events: plans.flatMap(({ events }) => events),
  }
}

function chooseKinds(random: Random): readonly Draw[] {
  const share = random.fraction()
  if (share < 0.6) return []
  if (share < 0.85) return [random.pick(kinds)]
  return random.some(kinds, share < 0.95 ? 0.15 : 0.4)
}

/** A task that says nothing ends with an abort only: where there is none, its place is lost, and nobody can help it. */
function canAbort({ knobs: { task = 'present', abortOutcome } }: PhonePlan): boolean {
  return task === 'present' && abortOutcome !== 'success'
}

function drawSilence(random: Random): PhonePlan['knobs'] {
  const networkLoss = random.pick(['silence', 'silence', 'fail'] as const)
  const offlineCall = random.pick(['silence', 'fail'] as const)
  const networkSwitch = random.chance(0.5) ? ({ networkSwitch: 'silence' } as const) : undefined
  return { networkLoss, offlineCall, ...networkSwitch }
}

/** Where words do not tell that there is something, what is refused is of interest. */
function drawRefusals(random: Random): PhonePlan['knobs'] {
  return random.chance(0.5) ? { renameExisting: 'refuse', saveFileExisting: 'refuse' } : {}
}

function drawQueuedTask(random: Random): 'normal' | 'detached' {
  return random.pick(['normal', 'detached'])
}

/** The phone with what was seen. What the app can see of an answer changes with it. */
export function withField(phone: PhonePlan, { knobs: seen }: FieldPlan): PhonePlan {
  const knobs = { ...phone.knobs, ...seen }
  const { queuedTask, lifecycleEvents = 'app' } = seen
  // Mini-games have had theirs from the first base library on; the IDE has none by any name.
  const tellsLifecycle = {
    app: phone.tellsLifecycle,
    game: phone.tellsLifecycle || phone.platform === 'wechat',
    none: false,
  }[lifecycleEvents]
  // Who has waited in a queue gets no event of the headers.
  const resultHasHeader =
    phone.platform === 'wechat' ? knobs.resultHeader === 'present' : phone.sight.seesStatus
  return {
    ...phone,
    knobs,
    tellsLifecycle,
    sight: {
      ...phone.sight,
      seesBadStatus: phone.sight.seesBadStatus || tellsStatusInWords(seen),
      seesHeader: phone.sight.seesHeader && (queuedTask !== 'detached' || resultHasHeader),
    },
  }
}
