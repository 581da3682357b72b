import { describeFailureWordsContract } from '@miniferry/testing/contract'
import { readFailure } from '../src/errors.js'

for (const api of ['downloadFile', 'request']) {
  describeFailureWordsContract({
    name: `wx.${api}`,
    api,
    read: readFailure,
    payload: (errMsg, errno) => (errno === undefined ? { errMsg } : { errno, errMsg }),
    // native-apis.md §3.1: unknown, cronet, logic, system; requests have the same of their own.
    generalNumbers: [600000, 600001, 600004, 600006, 602000, 602001],
    saveNumber: 603300,
  })
}
