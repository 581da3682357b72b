import { installLocked } from '../consumers/install-locked.js'

await installLocked(import.meta.dirname)
await import('./check.js')
