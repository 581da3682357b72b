import { installLocked } from '../shared/run-command.js'

await installLocked(import.meta.dirname)
await import('./check.js')
