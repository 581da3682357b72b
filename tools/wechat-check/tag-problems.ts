import { projectTemplates } from '../shared/project-templates.js'

/** Every component that WeChat has, and the tags of the template language. */
const knownTags = new Set(
  `
  block template import include slot wxs
  cover-image cover-view custom-wrapper grid-view list-view match-media movable-area movable-view page-container
  page-meta navigation-bar root-portal scroll-view share-element sticky-header sticky-section swiper swiper-item view
  icon progress rich-text selection text
  button checkbox checkbox-group editor editor-portal form input keyboard-accessory label picker picker-view
  picker-view-column radio radio-group slider switch textarea
  functional-page-navigator navigator
  audio camera channel-live channel-video image live-player live-pusher video voip-room
  map canvas web-view ad ad-custom official-account official-account-publish open-data open-data-list open-data-item
  aria-component
  `
    .trim()
    .split(/\s+/),
)

/** Tags that nobody knows: every WeChat tool lets them pass, and they show nothing. */
export function tagProblems(project: string): string[] {
  return projectTemplates(project, '.wxml').flatMap(({ files, components }) =>
    files.flatMap(({ file, elements }) =>
      elements
        .filter(({ tag }) => !knownTags.has(tag) && !components.includes(tag))
        .map(({ tag, line }) => `${file}:${line}: unknown tag <${tag}>`),
    ),
  )
}
