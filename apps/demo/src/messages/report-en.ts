import type { ReportMessages } from './report-messages.js'

export const reportEn: ReportMessages = {
  intro:
    'Some things only a real phone knows. This page calls the host itself, without our library, looks at what it does, and holds it against what our simulator assumes.',
  simulated: 'This is the simulator: its report is good for tests, and no evidence of any phone.',
  start: 'Run (half a minute)',
  again: 'Run again',
  stop: 'Stop',
  progress: 'Probe #',
  same: 'as assumed',
  different: 'otherwise',
  unknown: 'cannot tell',
  open: 'not asked',
  differentTitle: 'Otherwise than assumed',
  nothingDifferent: 'All that was asked is as assumed.',
  assumed: 'assumed',
  copy: 'Copy the report (JSON)',
  copied: 'Copied',
  copyHint:
    'Paste it into an issue “Device report” of the repository. It has the model and the versions, not the address of the server, and nothing that tells who you are.',
  serverFailure: 'The phone cannot reach the file server: #',
  othersTitle: 'What takes long, or a hand',
  othersNote: 'Leave them out if you like. What is done goes into the report.',
  others: {
    'long-timeout': { title: 'A timeout above 60 s', note: '75 s, just wait' },
    'download-size': { title: 'Bytes of one download', note: 'up to a minute, and 210 MB in your network' },
    'storage-size': { title: 'Bytes of files', note: 'up to 2 minutes; what is written is removed' },
    'request-size': { title: 'Bytes of a request', note: 'some 20 s, up to 63 MB in your network' },
    background: { title: 'In the background', note: 'start, leave the app for 8 s, come back' },
    'network-switch': { title: 'Another network', note: 'start, then switch from Wi-Fi to another network' },
  },
  run: 'Start',
  running: '# s',
  done: 'Again',
}
