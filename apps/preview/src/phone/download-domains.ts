import { defaultServer, silentServer } from '@miniferry/demo/server-address'

/** The list of domains of the simulated app. Everything else is refused, as on a phone. */
export const downloadDomains: readonly string[] = [defaultServer, silentServer]
