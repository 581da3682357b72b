/** What the tests use of the package, which has no types of its own. */
declare module 'http-cache-semantics' {
  interface Request {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
  }
  interface Response {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
  }
  interface Options {
    readonly shared: boolean
    readonly immutableMinTimeToLive: number
    readonly cacheHeuristic: number
  }
  class CachePolicy {
    constructor(request: Request, response: Response, options: Options)
    storable(): boolean
    satisfiesWithoutRevalidation(request: Request): boolean
  }
  export = CachePolicy
}
