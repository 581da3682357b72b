import {
  type AlipayDevice,
  type AnswerRule,
  type Clock,
  createAlipayHost,
  createWechatHost,
  type Disk,
  type FetchLike,
  type PhoneNetwork,
  type SharedKnobs,
  type WechatDevice,
} from '@miniferry/download-simulator'
import type { PhonePlan } from '../plan/draw-phone.js'

/** What a world needs of a simulated host, whichever it is. */
export interface SimulatedHost {
  readonly env: { readonly USER_DATA_PATH: string }
  readonly simulate: {
    background(): void
    foreground(): void
    network(network: PhoneNetwork): void
    kill(): SimulatedHost
    fillDisk(freeBytes: number): void
    removeFiles(isRemoved: (path: string) => boolean): string[]
    answer(rule: AnswerRule): () => void
    readFile(path: string): Uint8Array | undefined
    readonly tasks: readonly { readonly url: string }[]
    readonly knobs: SharedKnobs
  }
}

export function createHost(
  { platform, device, SDKVersion, clientVersion, knobs }: PhonePlan,
  surroundings: { readonly fetch: FetchLike; readonly clock: Clock; readonly disk: Disk },
): SimulatedHost {
  const client = { ...surroundings, SDKVersion, clientVersion, knobs }
  return platform === 'wechat'
    ? createWechatHost({ ...client, device: device as WechatDevice })
    : createAlipayHost({ ...client, device: device as AlipayDevice })
}
