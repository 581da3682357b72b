// For a file server on something else than a socket of Node.
export { answerRequest } from './file-server-answer.js'
export { createFileServerMemory } from './file-server-memory.js'
export { createLoggedRequest } from './logged-request.js'
