import {
  type AlipayKnobs,
  createAlipayHost,
  createWechatHost,
  type WechatKnobs,
} from '@miniferry/download-simulator'
import { createInProcessServer } from '@miniferry/testing/in-process-server'
import { useVirtualTime } from '@miniferry/testing/virtual-time'
import { describe, expect, test } from 'vitest'
import { createProbing, type Findings } from '../src/device-report/probing.js'
import { type PlatformName, type QuestionId, questions } from '../src/device-report/questions.js'
import { probes } from '../src/device-report/run-report.js'

type Knobs = WechatKnobs & AlipayKnobs
type Row = readonly [knobs: Partial<Knobs>, found: Partial<Record<QuestionId, unknown>>]

/** Each value that an option of the simulator may have, where a question is called like the option. */
const values: { readonly [Id in QuestionId & keyof Knobs]: readonly Knobs[Id][] } = {
  downloadRange: ['dropped'],
  requestRange: ['dropped'],
  notModified: ['passed-without-file', 'failed', 'empty-success'],
  unknownTotal: [0, Number.NaN, undefined],
  abortOutcome: ['nothing', 'success'],
  completeAfterAbort: [false],
  parallelLimit: [4, 12],
  parallelOverflow: [],
  renameExisting: ['replace', 'refuse'],
  temporaryNames: ['url'],
  maxNameBytes: [143, 255],
  timeoutMeasures: ['idle'],
  longTimeout: ['capped'],
  // Of Alipay alone.
  httpError: [],
  abortError: [],
}

const onBoth: readonly Row[] = [
  [{}, {}],
  ...Object.entries(values).flatMap(([id, all]) =>
    all.map((value): Row => [{ [id]: value }, { [id]: String(value) }]),
  ),
  [
    { parallelLimit: 4, parallelOverflow: 'fail' },
    { parallelLimit: '4', parallelOverflow: 'fail' },
  ],
  [
    { parallelLimit: 4, parallelOverflow: 'max-connected' },
    { parallelLimit: '4', parallelOverflow: 'max-connected' },
  ],
  // What no question is called like.
  [{ filePath: 'ignored' }, { httpErrorBody: 'not-written' }],
  [{ resultPaths: 'none-unless-200' }, { httpErrorBody: 'not-written' }],
]

const onWechat: readonly Row[] = [
  [{ parallelLimit: Number.POSITIVE_INFINITY }, { parallelLimit: 'Infinity' }],
  [{ errno: 'absent' }, { abortError: 'none' }],
  [{ httpErrorWords: 'http' }, { httpError: 'fail', serverError: 'fail', httpErrorBody: 'not-written' }],
  [
    { resultStatus: 'absent' },
    { httpError: 'success-without-status', serverError: 'success-without-status' },
  ],
]

const onAlipay: readonly Row[] = [
  [{ parallelLimit: 10 }, { parallelLimit: '10' }],
  [{ abortError: 12 }, { abortError: '12' }],
  [
    { httpError: 'success-without-status' },
    { httpError: 'success-without-status', serverError: 'success-without-status' },
  ],
  ...(['error-12', 'error-19'] as const).map(
    (error): Row => [
      { httpError: error },
      { httpError: error, serverError: error, httpErrorBody: 'not-written' },
    ],
  ),
  [{ task: 'without-abort' }, { abortOutcome: 'success' }],
]

async function findingsOf(platform: PlatformName, knobs: Partial<Knobs>): Promise<Findings> {
  const { origin, fetch } = createInProcessServer({ doors: 3 })
  const create = platform === 'wechat' ? createWechatHost : createAlipayHost
  const host = create({ device: 'ios', fetch, knobs })
  const probing = createProbing(Object.assign(host, { redirectTo() {} }), origin)
  await probing.file('mkdir', { dirPath: probing.at(''), recursive: true })
  let findings: Findings = {}
  for (const probe of probes) findings = { ...findings, ...(await probe(probing)) }
  return findings
}

/** The answers that are known, and are not as assumed. */
function differences(platform: PlatformName, findings: Findings): Partial<Record<QuestionId, string>> {
  const different = (Object.keys(findings) as QuestionId[]).flatMap((id) => {
    const value = findings[id]?.value
    const assumed = questions[id].assumed?.[platform]
    // Megabytes a second are measured.
    return value === undefined || assumed === undefined || value === assumed ? [] : [[id, value]]
  })
  return Object.fromEntries(different)
}

/** Where the option is as it is by default, nothing is different. */
function expected(platform: PlatformName, found: Row[1]): object {
  const entries = Object.entries(found) as [QuestionId, unknown][]
  return Object.fromEntries(entries.filter(([id, value]) => questions[id].assumed?.[platform] !== value))
}

describe.each([
  ['wechat', [...onBoth, ...onWechat]],
  ['alipay', [...onBoth, ...onAlipay]],
] as const)(
  'the device report finds how a simulated phone with %s behaves, and nothing else',
  (platform, rows) => {
    useVirtualTime()

    test.each(rows)('%o', async (knobs, found) => {
      expect(differences(platform, await findingsOf(platform, knobs))).toEqual(expected(platform, found))
    })

    test('every question is asked', async () => {
      expect(Object.keys(await findingsOf(platform, {})).sort()).toEqual(Object.keys(questions).sort())
    })

    test('megabytes a second of segments', async () => {
      // A mebibyte in 25 ms.
      const { readSpeed, appendSpeed } = await findingsOf(platform, { fileDelay: 25 })
      expect([readSpeed, appendSpeed]).toEqual([{ value: '41.9' }, { value: '41.9' }])
    })
  },
)
