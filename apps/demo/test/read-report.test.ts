import { expect, test } from 'vitest'
import { readReport } from '../src/device-report/read-report.js'

const device = {
  platform: 'wechat',
  environment: 'ios',
  system: 'iOS 18.1',
  brand: 'iPhone',
  model: 'iPhone 15',
  clientVersion: '8.0.60',
  SDKVersion: '3.9.0',
  isSimulated: false,
}
const report = {
  format: 'miniferry-device-report',
  version: 1,
  date: '2026-11-25T10:00:00.000Z',
  device,
  findings: { headerCase: { value: 'lower', evidence: ['content-type'] }, task: { unknown: 'no-answer' } },
}

test('reads what was copied', () => {
  expect(readReport(JSON.stringify(report))).toEqual(report)
})

test.each([
  ['{ "format": ', /^this is no JSON \(.*\): copy the whole report, from its first \{ to its last \}$/],
  ['[]', /^the report: expected an object, got \[\]$/],
  [{ ...report, format: 'har' }, /^format: expected "miniferry-device-report", got "har"$/],
  [{ ...report, version: 2 }, /^version: expected 1, got 2; copy it again from a demo of this version$/],
  [{ ...report, date: 'today' }, /^date: expected an ISO 8601 date, got "today"$/],
  [{ ...report, device: undefined }, /^device: expected an object, got nothing$/],
  [
    { ...report, device: { ...device, platform: 'qq' } },
    /^device.platform: expected "wechat" or "alipay", got "qq"$/,
  ],
  [{ ...report, device: { ...device, model: 15 } }, /^device.model: expected a text, got 15$/],
  [{ ...report, device: { ...device, isSimulated: 'no' } }, /^device.isSimulated: expected true or false/],
  [{ ...report, findings: [] }, /^findings: expected an object, got \[\]$/],
  [{ ...report, findings: { colour: { value: 1 } } }, /^findings.colour: there is no such question/],
  [{ ...report, findings: { task: true } }, /^findings.task: expected an object, got true$/],
  [
    { ...report, findings: { task: { value: null } } },
    /^findings.task.value: expected a text, a number, true or false, got null$/,
  ],
  [
    { ...report, findings: { task: { unknown: 'tired' } } },
    /^findings.task.unknown: expected one of the known reasons, got "tired"$/,
  ],
])('says what is wrong with it: %#', (wrong, message) => {
  expect(() => readReport(typeof wrong === 'string' ? wrong : JSON.stringify(wrong))).toThrow(message)
})
