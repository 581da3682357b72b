import { projectTemplates } from '../shared/project-templates.js'

/** `wx:if`, `bindtap`, `bind:tap`, `catchtap`, `catch:tap`: not `catchTap`, which is Alipay's own. */
const wechatAttribute = /^(?:wx:[\w-]+|(?:capture-)?(?:bind|mut-bind):?\w+|catch(?::\w+|[a-z]+))$/

/** What was left over from WXML. Alipay's compiler takes it for plain attributes, and nothing happens on a tap. */
export function wechatSyntaxProblems(project: string): string[] {
  return projectTemplates(project, '.axml').flatMap(({ files }) =>
    files.flatMap(({ file, elements }) =>
      elements.flatMap(({ tag, attributes, line }) => [
        ...(tag === 'wxs' ? [`${file}:${line}: <wxs> is WeChat's; Alipay has <import-sjs>`] : []),
        ...Object.keys(attributes)
          .filter((name) => wechatAttribute.test(name))
          .map((name) => `${file}:${line}: ${name} is WeChat's syntax`),
      ]),
    ),
  )
}
