import type { ProjectFiles } from './project-files.js'

export type AppConfig = ReturnType<typeof readAppConfig>

type Theme = 'light' | 'dark'

/** `app.json`, as far as it is read; the keys of the window differ by platform. */
interface AppFile {
  readonly pages: readonly string[]
  readonly window: Readonly<Record<string, string>>
  readonly themeLocation: string
}

/** What the renderer needs of `app.json` and the pages' own files, under one set of names. */
export function readAppConfig(project: ProjectFiles) {
  const { platform } = project
  const app: Partial<AppFile> = project.readJson('app.json')
  const { pages = [], window = {}, themeLocation = 'theme.json' } = app
  if (pages.length === 0) throw new Error(`${project.directory}: app.json has no pages`)
  const themes = project.readJson(themeLocation) as Record<Theme, Record<string, string>>
  /** Of the bar above the pages. */
  const barOf = (theme: Theme) => {
    // WeChat's `@name` stands for a value in the file that `themeLocation` names.
    const colorOf = (name = '#ffffff') => (name.startsWith('@') ? themes[theme][name.slice(1)] : name) ?? name
    if (platform === 'wechat') {
      const { navigationBarBackgroundColor: background, navigationBarTextStyle: text = 'black' } = window
      return { background: colorOf(background), text: colorOf(text) }
    }
    const background = colorOf(window.titleBarColor)
    return { background, text: isDark(background) ? 'white' : 'black' }
  }
  return {
    platform,
    pages,
    title: window.navigationBarTitleText ?? window.defaultTitle ?? '',
    bar: { light: barOf('light'), dark: barOf('dark') },
  }
}

/** Alipay chooses a white title on a dark bar by itself. */
function isDark(color: string): boolean {
  const parts = color.match(/[\da-f]{2}/gi) ?? []
  const [red = 255, green = 255, blue = 255] = parts.map((part) => Number.parseInt(part, 16))
  return red * 0.299 + green * 0.587 + blue * 0.114 < 160
}
