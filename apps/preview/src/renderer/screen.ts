import type { AppConfig } from '../project/app-config.js'
import componentStyle from './base-components/base-components.css'
import screenStyle from './screen.css'

export type Screen = ReturnType<typeof createScreen>

/** What surrounds the page on a phone: status bar and navigation bar. */
export function createScreen({ bar: { light, dark }, platform }: AppConfig) {
  addStyle(screenStyle)
  addStyle(componentStyle)
  document.documentElement.dataset.platform = platform
  const bar = addElement(document.body, 'phone-bar')
  bar.style.background = `light-dark(${light.background}, ${dark.background})`
  bar.style.color = `light-dark(${light.text}, ${dark.text})`

  const status = addElement(bar, 'phone-status')
  addElement(status, 'phone-clock').textContent = '9:41'
  const network = addElement(status, 'phone-network')
  addElement(status, 'phone-battery')

  const navigation = addElement(bar, 'phone-navigation')
  const title = addElement(navigation, 'phone-title')
  addElement(navigation, 'phone-capsule')

  const body = addElement(document.body, 'phone-body')
  body.role = 'main'
  // So that the keyboard scrolls it.
  body.tabIndex = 0
  return {
    /** Where pages go. */
    body,
    setTitle(text: string) {
      title.textContent = text
    },
    /** Sets what the status bar shows, in either host's words: `wifi`, `4G`, `none`, `NOTREACHABLE`, … */
    setNetwork(word: string) {
      const type = word.toLowerCase().replace('notreachable', 'none')
      network.dataset.type = type
      network.textContent = type === 'none' || type === 'wifi' ? '' : type.toUpperCase()
    },
  }
}

/** Adds a stylesheet to the document. */
export function addStyle(css: string): HTMLStyleElement {
  const style = document.createElement('style')
  style.textContent = css
  document.head.append(style)
  return style
}

function addElement(parent: HTMLElement, className: string): HTMLElement {
  const element = document.createElement('div')
  element.className = className
  parent.append(element)
  return element
}
