import type { WorldState } from '../run/world-state.js'
import { askedRange, type ServerRequest } from '../server/answer.js'

/** Who goes on with a file says with which version, so that a server that has another one answers with all of it at once. */
export function checkIfRange({ violations }: WorldState, request: ServerRequest): void {
  const start = askedRange(request)?.start ?? 0
  violations.check(
    start === 0 || 'if-range' in request.headers,
    'bytes fetched',
    () => `asks for a part from ${start} on of whatever is there`,
  )
}
