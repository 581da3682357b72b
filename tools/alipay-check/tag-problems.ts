import { projectTemplates } from '../shared/project-templates.js'

/** Every component that Alipay has, and the tags of its template language. */
const knownTags = new Set(
  `
  block template import include slot import-sjs
  view swiper swiper-item scroll-view cover-view cover-image movable-view movable-area match-media root-portal
  page-container page-meta share-element
  text icon progress rich-text
  button form label input textarea radio radio-group checkbox checkbox-group switch slider picker picker-view
  picker-view-column
  navigator image lottie canvas map web-view video camera live-player live-pusher
  lifestyle contact-button error-view
  `
    .trim()
    .split(/\s+/),
)

/** Tags that nobody knows: they would show nothing. */
export function tagProblems(project: string): string[] {
  return projectTemplates(project, '.axml').flatMap(({ files, components }) =>
    files.flatMap(({ file, elements }) =>
      elements
        .filter(({ tag }) => !knownTags.has(tag) && !components.includes(tag))
        .map(({ tag, line }) => `${file}:${line}: unknown tag <${tag}>`),
    ),
  )
}
