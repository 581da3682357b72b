import { expect, test } from 'vitest'
import { readAppConfig } from '../src/project/app-config.js'
import type { PlatformName, ProjectFiles } from '../src/project/project-files.js'

function project(platform: PlatformName, files: Readonly<Record<string, object>>): ProjectFiles {
  return {
    platform,
    directory: '/project',
    extensions: { markup: '.wxml', style: '.wxss' },
    has: (path) => path in files,
    read: (path) => JSON.stringify(files[path]),
    readJson: (path) => (files[path] ?? {}) as Record<string, unknown>,
  }
}

test('the bar of WeChat has the colors of the theme that the phone is in', () => {
  const window = { navigationBarBackgroundColor: '@bar', navigationBarTextStyle: 'white' }
  const { bar } = readAppConfig(
    project('wechat', {
      'app.json': { pages: ['pages/a'], window, themeLocation: 'theme.json' },
      'theme.json': { light: { bar: '#07803f' }, dark: { bar: '#0a5c31' } },
    }),
  )
  expect(bar).toEqual({
    light: { background: '#07803f', text: 'white' },
    dark: { background: '#0a5c31', text: 'white' },
  })
})

test('the bar of Alipay has one color, and a title that can be read on it', () => {
  const config = (titleBarColor: string) =>
    readAppConfig(project('alipay', { 'app.json': { pages: ['pages/a'], window: { titleBarColor } } }))
  expect(config('#1363df').bar).toEqual({
    light: { background: '#1363df', text: 'white' },
    dark: { background: '#1363df', text: 'white' },
  })
  expect(config('#ffffff').bar.dark.text).toBe('black')
})
