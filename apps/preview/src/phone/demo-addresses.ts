/** The address that the demo has as its default, wherever the file server really is. */
export const demoServer = 'http://127.0.0.1:8787'

/** Nothing listens here, for the demo's unreachable server. */
const silentServer = 'http://127.0.0.1:8786'

/** The list of domains of the simulated app. Everything else is refused, as on a phone. */
export const downloadDomains: readonly string[] = [demoServer, silentServer]
