import type { PlatformName, ProjectFiles } from './project-files.js'

/** The bar above the pages. */
export interface BarColors {
  readonly background: string
  readonly text: string
}

/** What the renderer needs of `app.json` and the pages' own files, under one set of names. */
export interface AppConfig {
  readonly platform: PlatformName
  readonly pages: readonly string[]
  readonly title: string
  readonly bar: Readonly<Record<Theme, BarColors>>
}

type Theme = 'light' | 'dark'

/** The keys of the window differ by platform. */
const keys = {
  wechat: {
    title: 'navigationBarTitleText',
    color: 'navigationBarBackgroundColor',
    textColor: 'navigationBarTextStyle',
  },
  alipay: { title: 'defaultTitle', color: 'titleBarColor', textColor: 'navigationBarFrontColor' },
}

export function readAppConfig(project: ProjectFiles): AppConfig {
  const app = project.readJson('app.json')
  const window = asRecord(app.window)
  const { title, color, textColor } = keys[project.platform]
  const pages = Array.isArray(app.pages) ? app.pages.map(String) : []
  if (pages.length === 0) throw new Error(`${project.directory}: app.json has no pages`)
  const barOf = (theme: Theme): BarColors => {
    const look = inTheme(project, app.themeLocation, theme)
    const background = asText(look(window[color]), '#ffffff')
    return { background, text: asText(look(window[textColor]), isDark(background) ? 'white' : 'black') }
  }
  return {
    platform: project.platform,
    pages,
    title: asText(window[title], ''),
    bar: { light: barOf('light'), dark: barOf('dark') },
  }
}

/** WeChat's `@name` stands for a value in the file that `themeLocation` names. */
function inTheme(project: ProjectFiles, themeLocation: unknown, theme: Theme): (value: unknown) => unknown {
  const values = typeof themeLocation === 'string' ? asRecord(project.readJson(themeLocation)[theme]) : {}
  return (value) => (typeof value === 'string' && value.startsWith('@') ? values[value.slice(1)] : value)
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function asText(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise
}

/** Alipay chooses a white title on a dark bar by itself. */
function isDark(color: string): boolean {
  const parts = color.match(/[\da-f]{2}/gi) ?? []
  const [red = 255, green = 255, blue = 255] = parts.map((part) => Number.parseInt(part, 16))
  return red * 0.299 + green * 0.587 + blue * 0.114 < 160
}
