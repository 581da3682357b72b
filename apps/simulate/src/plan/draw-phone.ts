import type { AlipayDevice, AlipayKnobs, WechatDevice, WechatKnobs } from '@miniferry/download-simulator'
import type { Random } from '../run/random.js'
import type { Sight } from '../server/fault.js'
import type { Theme } from './theme.js'

/** The phone of a world, its client, and how it does what nobody knows. */
export interface PhonePlan {
  readonly platform: 'wechat' | 'alipay'
  readonly device: WechatDevice | AlipayDevice
  readonly SDKVersion: string
  readonly clientVersion: string
  readonly knobs: Partial<WechatKnobs & AlipayKnobs>
  /** Scaled down, so that a few downloads reach it. */
  readonly parallelDownloads: number
  /** Bytes of one user file; the same. */
  readonly fileBytes: number
  /** Whether the client tells the app of background and foreground. */
  readonly tellsLifecycle: boolean
  readonly sight: Omit<Sight, 'hasChecksum'>
}

export function drawPhone(random: Random, theme: Theme): PhonePlan {
  const parallelDownloads = random.chance(0.5) ? random.integer(1, 4) : 10
  const fileBytes = random.chance(0.15) ? 40_000 : Number.POSITIVE_INFINITY
  const shared = drawSharedKnobs(random, theme, parallelDownloads, fileBytes)
  const limits = { parallelDownloads, fileBytes }
  return random.chance(0.5)
    ? { ...drawWechat(random, theme, shared), ...limits }
    : { ...drawAlipay(random, theme, shared), ...limits }
}

type Knobs = PhonePlan['knobs']

/** Whether a failed `downloadFile` says which status it was, whatever its number is. */
export function tellsStatusInWords({ httpErrorWords = 'own' }: Knobs): boolean {
  return httpErrorWords !== 'own'
}
type Client = Omit<PhonePlan, 'parallelDownloads' | 'fileBytes'>

function drawWechat(random: Random, { modern }: Theme, shared: Knobs): Client {
  const device = random.pick<WechatDevice>(['ios', 'android', 'devtools', 'windows', 'mac', 'ohos'])
  const SDKVersion = random.chance(modern)
    ? '3.17.0'
    : random.pick(['2.10.4', '2.9.5', '2.1.2', '2.0.0', '1.9.9'])
  const knobs: Knobs = {
    ...shared,
    errno: random.pick(['present', 'absent']),
    resultHeader: random.pick(['present', 'present', 'absent']),
    resultDataLength: random.pick(['present', 'absent']),
  }
  // Events of the headers are there from 2.1.0, those of the app from 2.1.2 (native-apis.md §2, §5.4).
  const isOld = /^(1|2\.0)\./.test(SDKVersion)
  return {
    platform: 'wechat',
    device,
    SDKVersion,
    clientVersion: '8.0.60',
    knobs,
    tellsLifecycle: !isOld,
    sight: {
      seesStatus: true,
      seesBadStatus: true,
      seesHeader: !isOld || knobs.resultHeader === 'present',
      seesNotModified: knobs.notModified !== 'empty-success',
    },
  }
}

function drawAlipay(random: Random, { modern }: Theme, shared: Knobs): Client {
  const device = random.pick<AlipayDevice>(['ios', 'android', 'ide'])
  const SDKVersion = random.chance(modern) ? '2.9.40' : random.pick(['2.8.0', '2.7.0'])
  const clientVersion = random.chance(modern) ? '10.5.80' : random.pick(['10.3.20', '10.2.70'])
  const knobs: Knobs = {
    ...shared,
    httpError: random.pick([
      'success-with-status',
      'success-with-status',
      'success-without-status',
      'error-12',
      'error-19',
    ]),
    abortError: random.pick([9, 12]),
    abortReturns: random.pick(['resolves', 'rejects', 'nothing']),
    promise: random.pick(['present', 'absent', 'without-callbacks']),
    rejectionWithCallbacks: random.pick(['handled', 'unhandled']),
    task: random.chance(modern) ? 'present' : random.pick(['absent', 'without-abort']),
    resultHeaders: random.pick(['header', 'headers', 'both']),
    backgroundRule: random.pick(['nothing', 'fail']),
    canIUseOfClients: random.pick(['known', 'unknown']),
  }
  // native-apis.md §1.2.
  const reports = SDKVersion === '2.9.40' && clientVersion === '10.5.80'
  return {
    platform: 'alipay',
    device,
    SDKVersion,
    clientVersion,
    knobs,
    tellsLifecycle: device !== 'ide',
    sight: {
      seesStatus: reports,
      seesBadStatus:
        knobs.httpError?.startsWith('error') || (reports && knobs.httpError === 'success-with-status'),
      // The event of the headers is older than the result's own.
      seesHeader: reports || knobs.task !== 'absent',
      seesNotModified: knobs.notModified !== 'empty-success',
    },
  }
}

/** Most are as they are by default: a world in which everything is odd is odd in one way only. */
function drawSharedKnobs(
  random: Random,
  { oddKnobs }: Theme,
  parallelLimit: number,
  maxFileBytes: number,
): Knobs {
  const all: Knobs = {
    unknownTotal: random.pick([-1, 0, Number.NaN, undefined]),
    progressEvents: random.pick(['normal', 'none', 'many']),
    lastProgressEvent: random.pick(['sent', 'missing']),
    eventsAfterEnd: random.pick(['none', 'some']),
    terminalCallbacks: random.pick(['once', 'twice', 'contradictory']),
    abortOutcome: random.pick(['fail', 'nothing', 'success']),
    completeAfterAbort: random.pick([true, false]),
    partialFile: random.pick(['removed', 'kept']),
    truncatedBody: random.pick(['fail', 'success']),
    notModified: random.pick(['passed', 'passed-without-file', 'failed', 'empty-success']),
    timeoutMeasures: random.pick(['total', 'idle']),
    longTimeout: random.pick(['honoured', 'capped']),
    headerCase: random.pick(['title', 'lower', 'as-sent']),
    downloadRange: random.pick(['passed', 'dropped']),
    requestRange: random.pick(['passed', 'dropped']),
    parallelScope: random.pick(['per-api', 'shared']),
    networkSwitch: random.pick(['by-device', 'fail', 'keep']),
    renameExisting: random.pick(['replace', 'refuse']),
    saveFileExisting: random.pick(['replace', 'refuse']),
    temporaryFilesAtRestart: random.pick(['vanish', 'kept']),
    failSynchronously: random.pick([false, true]),
  }
  const odd = random.some(Object.entries(all), random.pick(oddKnobs))
  const parallelOverflow = random.pick(['queue', 'fail'] as const)
  return { ...Object.fromEntries(odd), parallelLimit, parallelOverflow, maxFileBytes }
}
