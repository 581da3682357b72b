import type { Consumer, PlatformName } from '../consumer.js'

/** What to run, as JSON on the command line of the child. */
export interface RunRequest {
  readonly platform: PlatformName
  /** The folder with `app.js`. */
  readonly project: string
  readonly page: string
  readonly renders: Consumer['renders']
  readonly scenario: 'download' | 'abort'
  /** The folder whose `node_modules` has the packed simulator. */
  readonly simulator: string
}
