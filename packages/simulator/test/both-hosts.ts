import {
  type AlipayHost,
  createAlipayHost,
  createWechatHost,
  type SharedHostOptions,
  type SharedKnobs,
  type WechatHost,
} from '../src/index.js'

type HostOptions = SharedHostOptions & { device?: 'ios' | 'android'; knobs?: Partial<SharedKnobs> }

/** For `describe.each` and `it.each`: what holds on both hosts. */
export const hosts: readonly (readonly [
  name: 'WeChat' | 'Alipay',
  create: (options?: HostOptions) => WechatHost | AlipayHost,
])[] = [
  ['WeChat', createWechatHost],
  ['Alipay', createAlipayHost],
]

export function userFile(host: WechatHost | AlipayHost, name: string): string {
  return `${host.env.USER_DATA_PATH}/${name}`
}

/** The number of a failure. */
export function numberIn({ errno, errCode = errno, error = errCode }: Record<string, unknown>): unknown {
  return error
}

/** The words of a failure. */
export function wordsIn({ errMsg, errorMessage = errMsg }: Record<string, unknown>): string {
  return String(errorMessage)
}

/** Late callbacks and events come in the tasks after. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
