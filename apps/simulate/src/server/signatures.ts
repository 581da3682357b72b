import type { ResourcePlan } from '../plan/downloads.js'
import type { HttpRequest } from './web-server.js'

/** Milliseconds for which every signature holds where nothing goes wrong. */
const longEnough = 600_000

/** In every signature that `beforeAttempt` returns, and that must be written nowhere. */
export const secretOfHook = 'hook-secret'

/** In every signature of a request's own url. It is kept with the request, and shown in no error. */
export const secretOfApp = 'app-secret'

/** The signatures that a server has given, each good for a time and for some HTTP requests. */
export function createSignatures(now: () => number, isCalm: () => boolean) {
  const issued = new Map<string, { readonly at: number; uses: number }>()
  const issue = (secret: string): string => {
    const signature = `${secret}-${issued.size}`
    issued.set(signature, { at: now(), uses: 0 })
    return signature
  }
  return {
    issue,
    /** One that no server accepts any more. */
    issueExpired(secret: string): string {
      const signature = issue(secret)
      issued.set(signature, { at: Number.NEGATIVE_INFINITY, uses: 0 })
      return signature
    },
    /** Whether a request may have what it asks for; it counts as a use. */
    accepts({ signature: wanted }: ResourcePlan, http: HttpRequest): boolean {
      if (wanted === undefined) return true
      const known = issued.get(signatureOf(http) ?? '')
      if (known === undefined) return false
      known.uses += 1
      const age = now() - known.at
      return isCalm() ? age < longEnough : age < wanted.lifetime && known.uses <= wanted.uses
    },
  }
}

function signatureOf({ url, headers }: HttpRequest): string | undefined {
  return headers['x-token'] ?? /[?&]sig=([^&]+)/.exec(url)?.[1]
}

/** What a redirect hands on of the query of a url. */
export function signedLike(url: string): string {
  return /&sig=[^&]+/.exec(url)?.[0] ?? ''
}
