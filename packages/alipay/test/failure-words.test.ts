import { describeFailureWordsContract } from '@miniferry/testing/contract'
import { readFailure, readRequestFailure } from '../src/errors.js'

for (const [api, read] of [
  ['downloadFile', readFailure],
  ['request', readRequestFailure],
] as const) {
  describeFailureWordsContract({
    name: `my.${api}`,
    api,
    read,
    payload: (errorMessage, error) => (error === undefined ? { errorMessage } : { error, errorMessage }),
    // native-apis.md §3.3: "download failed", or the network of a request.
    generalNumbers: [12],
    ...(api === 'downloadFile' && { saveNumber: 3 }),
  })
}
