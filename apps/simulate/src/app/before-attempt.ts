import type { AttemptAddress, AttemptFacts, DownloadErrorCode } from '@miniferry/download-core'
import type { Told } from '../host/observed-platform.js'
import type { Misbehaviour } from '../plan/addresses.js'
import type { Timers } from '../run/clock.js'
import type { RequestState } from '../run/request-state.js'
import type { RunState } from '../run/run-state.js'
import { secretOfHook } from '../server/signatures.js'

type Answer = AttemptAddress | undefined | Promise<AttemptAddress | undefined>

/** `beforeAttempt` of the app, in one of its launches: it signs, and at times does something else. */
export function createBeforeAttempt(
  state: RunState,
  launch: number,
  timers: Timers,
  toldOf: (downloader: number) => Told | undefined,
): (facts: AttemptFacts) => Answer {
  const { plan, signatures, check, trace, requests } = state
  const random = state.random(`hooks ${launch}`)
  const { probability, kinds, isMirrored } = plan.hooks

  const sign = ({ request, resource }: RequestState, url: string, isExpired: boolean): AttemptAddress => {
    const signature = isExpired ? signatures.issueExpired(secretOfHook) : signatures.issue(secretOfHook)
    if (request.address.isHeader) return { header: { 'X-Token': signature } }
    // A host that gives temporary files the name of the url shows that itself.
    const end = plan.phone.knobs.temporaryNames === 'url' ? 'signed' : signature
    const mirrored = `https://${isMirrored ? 'second' : 'files'}.example.com/files/${resource.index}/${end}.bin`
    return {
      url: `${random.chance(0.5) ? mirrored : url.replace(/\?.*/, '')}?w=${request.mark}&sig=${signature}`,
    }
  }

  const misbehave = (kind: Misbehaviour, request: RequestState, url: string): Answer => {
    const may = (...codes: readonly DownloadErrorCode[]): void => state.allow(codes, request)
    const secret = signatures.issue(secretOfHook)
    const answers: { readonly [Kind in Misbehaviour]: () => unknown } = {
      throws() {
        may('unknown')
        throw new Error('no signature')
      },
      rejects() {
        may('unknown')
        return Promise.reject(new Error('no signature'))
      },
      'rejects for now'() {
        may('unknown')
        return Promise.reject(Object.assign(new Error('busy'), { retryable: true }))
      },
      'no object'() {
        may('invalid-argument')
        return random.pick<unknown>([secret, Promise.resolve(7), null, () => secret])
      },
      'bad url'() {
        may('invalid-argument')
        return { url: random.pick<unknown>([`ftp://${secret}.example.com`, '', 7, secret, null]) }
      },
      'bad header'() {
        may('invalid-argument')
        return { header: random.pick<unknown>([{ 'X-Token': 7 }, { 'X-Token': { secret } }]) }
      },
      slow() {
        const milliseconds = random.integer(100, 40_000)
        const { timeout = 60_000 } = plan.configs[request.request.downloader] ?? {}
        if (milliseconds >= timeout) may('timeout')
        return new Promise((resolve) =>
          timers.setTimeout(() => resolve(sign(request, url, false)), milliseconds),
        )
      },
      'never answers'() {
        may('timeout')
        return new Promise(() => undefined)
      },
      expired: () => sign(request, url, true),
      nothing: () => undefined,
    }
    return answers[kind]() as Answer
  }

  return ({ url, attempts, error, meta }) => {
    const request = requests[Number(meta?.request)]
    if (request === undefined) {
      check(false, 'one outcome', `beforeAttempt is asked for ${JSON.stringify(meta)}`)
      return undefined
    }
    const { index, downloader, address } = request.request
    const name = `beforeAttempt of ${index}`
    const told = toldOf(downloader)
    const isOffline = told?.network === 'none' || told?.isBackground === true
    check(!isOffline, 'nothing runs unneeded', () => `${name} is asked ${JSON.stringify(told)}`)
    check(
      attempts > 0 && (error === undefined || error.url !== undefined),
      'one outcome',
      `${name}: ${attempts}`,
    )
    const isFaulty = !state.isCalm && kinds.length > 0 && random.chance(probability)
    const kind = isFaulty ? random.pick(kinds) : undefined
    trace('app', () => `${name}: ${kind ?? 'answers'}`)
    if (kind !== undefined) return misbehave(kind, request, url)
    if (address.signer !== 'request' && address.signer !== 'downloader') return undefined
    return sign(request, url, false)
  }
}
