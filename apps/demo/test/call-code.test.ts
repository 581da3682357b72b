import { expect, test } from 'vitest'
import { callCode } from '../src/call-code.js'

test('writes only the options that are given', () => {
  expect(callCode({ url: 'https://a.example/b' })).toBe(
    "const { tempFilePath } = await downloadFile({\n  url: 'https://a.example/b',\n})",
  )
})

test('asks for filePath where the file is kept', () => {
  const code = callCode({ url: 'u', filePath: 'wxfile://usr/b', timeout: 10, header: { A: 'b' } })
  expect(code).toBe(
    "const { filePath } = await downloadFile({\n  url: 'u',\n  filePath: 'wxfile://usr/b',\n  timeout: 10,\n  header: { 'A': 'b' },\n})",
  )
})

test('cuts a data URL short', () => {
  expect(callCode({ url: `data:image/png;base64,${'A'.repeat(1000)}` }).length).toBeLessThan(120)
})
