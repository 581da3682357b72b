import { defaultAlipayKnobs, defaultWechatKnobs } from '@miniferry/download-simulator'
import type { DeviceReport, FindingValue } from '../../src/device-report/device-report.js'
import { decodeValue } from '../../src/device-report/finding-value.js'
import { assumedValue, type QuestionId, questions, questionsFor } from '../../src/device-report/questions.js'

/** A simulated host that behaves as a reported device. */
export interface SimulatedHost {
  readonly create: 'createWechatHost' | 'createAlipayHost'
  readonly options: SimulatedHostOptions
  /** Found to be what no setting of the simulator is. */
  readonly beyond: readonly QuestionId[]
}

interface SimulatedHostOptions {
  readonly device: string
  readonly SDKVersion: string
  readonly clientVersion: string
  /** Only what is not so by default. */
  readonly knobs: Readonly<Record<string, FindingValue | undefined>>
}

export function simulatedHost({ device, findings }: DeviceReport): SimulatedHost {
  const { platform, environment, SDKVersion, clientVersion } = device
  const defaults: object = platform === 'wechat' ? defaultWechatKnobs : defaultAlipayKnobs
  const knobs: Record<string, FindingValue | undefined> = {}
  const beyond: QuestionId[] = []
  for (const id of questionsFor(platform)) {
    const finding = findings[id]
    if (finding === undefined || !('value' in finding) || !(id in defaults)) continue
    const { value } = finding
    if (value === assumedValue(id, device)) continue
    if (isSetting(id, value)) knobs[id] = decodeValue(value)
    else beyond.push(id)
  }
  return {
    create: platform === 'wechat' ? 'createWechatHost' : 'createAlipayHost',
    options: { device: environment, SDKVersion, clientVersion, knobs },
    beyond,
  }
}

function isSetting(id: QuestionId, value: FindingValue): boolean {
  const { values } = questions[id]
  return values === undefined ? typeof decodeValue(value) === 'number' : values.includes(value)
}
