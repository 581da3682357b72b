import { ownFilesIn, readJson } from '../shared/files.js'
import { projectTemplates } from '../shared/templates.js'

/** Keys of WeChat's window that Alipay ignores, with the name it has for them. */
const wechatWindowKeys: Readonly<Record<string, string>> = {
  navigationBarTitleText: 'defaultTitle',
  navigationBarBackgroundColor: 'titleBarColor',
  navigationBarTextStyle: 'navigationBarFrontColor',
  enablePullDownRefresh: 'pullRefresh',
}

interface Configuration {
  readonly format?: unknown
  readonly compileType?: unknown
  readonly window?: object
}

/** What keeps the IDE from opening the project, or is ignored there: its configuration, and files of WeChat's. */
export function configurationProblems(project: string): string[] {
  const { format, compileType } = readJson<Configuration>(project, 'mini.project.json')
  return [
    ...(format === 2 ? [] : ['mini.project.json: format has to be 2']),
    ...(compileType === 'mini' ? [] : ['mini.project.json: compileType has to be "mini"']),
    ...ownFilesIn(project, '.json').flatMap((file) => {
      const configuration = readJson<Configuration>(project, file)
      return Object.entries(wechatWindowKeys)
        .filter(([key]) => key in { ...configuration, ...configuration.window })
        .map(([key, own]) => `${file}: ${key} is WeChat's; Alipay has ${own}`)
    }),
    ...ownFilesIn(project)
      .filter((file) => /\.(wxml|wxss|wxs)$/.test(file))
      .map((file) => `${file}: a file of WeChat`),
  ]
}

/** `wx:if`, `bindtap`, `bind:tap`, `catchtap`, `catch:tap`: not `catchTap`, which is Alipay's own. */
const wechatAttribute = /^(?:wx:[\w-]+|(?:capture-)?(?:bind|mut-bind):?\w+|catch(?::\w+|[a-z]+))$/

/** What was left over from WXML. Alipay's compiler takes it for plain attributes, and nothing happens on a tap. */
export function wechatRemains(project: string): string[] {
  return projectTemplates(project, '.axml').flatMap(({ files }) =>
    files.flatMap(({ file, elements }) =>
      elements.flatMap(({ tag, attributes, line }) =>
        [
          ...(tag === 'wxs' ? ['<wxs>'] : []),
          ...Object.keys(attributes).filter((name) => wechatAttribute.test(name)),
        ].map((name) => `${file}:${line}: ${name} is WeChat's syntax`),
      ),
    ),
  )
}
