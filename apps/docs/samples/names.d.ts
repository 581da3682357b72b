// What samples use and do not declare, in a mini-program. `names.ts` has each of them, for the samples that are run.

type Names = typeof import('./names.js')

declare const draw: Names['draw']
declare const show: Names['show']
declare const retryLater: Names['retryLater']
declare const offerRetry: Names['offerRetry']
declare const report: Names['report']
declare const open: Names['open']
declare const image: Names['image']
declare const url: Names['url']
declare const maxBytes: Names['maxBytes']
declare const page: Names['page']
declare const runApp: Names['runApp']
declare const options: Names['options']
declare const play: Names['play']
declare const words: Names['words']
declare const userFolder: Names['userFolder']
declare const askForSignedUrl: Names['askForSignedUrl']
declare const askForToken: Names['askForToken']
declare const drawPoster: Names['drawPoster']
