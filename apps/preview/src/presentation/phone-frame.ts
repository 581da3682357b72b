import {
  type PhoneControls,
  type PhoneSettings,
  type PhoneWindow,
  phoneAddress,
} from '../phone/phone-settings.js'
import type { PlatformName } from '../project/project-files.js'
import type { Texts } from './texts.js'

export interface PhoneFrame {
  readonly element: HTMLElement
  /** Starts the mini-program again on another phone. */
  restart(settings: PhoneSettings): void
  /** Does something to the phone that runs; does nothing before it is there. */
  control(action: (phone: PhoneControls) => void): void
  setBackground(hidden: boolean): void
  translate(texts: Texts): void
}

/** A phone: a bezel, and the mini-program in a frame of its own with a global `wx` or `my` of its own. */
export function createPhoneFrame(platform: PlatformName, onReady: (frame: PhoneFrame) => void): PhoneFrame {
  const element = document.createElement('figure')
  element.className = `phone phone-${platform}`
  element.innerHTML = `
    <figcaption><b class="phone-name"></b><span class="phone-language"></span></figcaption>
    <div class="bezel">
      <div class="glass">
        <iframe></iframe>
        <div class="home" hidden><b class="home-title"></b><span class="home-note"></span></div>
      </div>
    </div>`
  const find = <Type extends HTMLElement>(selector: string): Type => {
    const found = element.querySelector<Type>(selector)
    if (found === null) throw new Error(`${selector} is missing`)
    return found
  }
  const iframe = find<HTMLIFrameElement>('iframe')
  const home = find('.home')

  const frame: PhoneFrame = {
    element,
    restart(settings) {
      iframe.src = phoneAddress(platform, settings)
    },
    control(action) {
      const phone = (iframe.contentWindow as PhoneWindow | null)?.phone
      if (phone !== undefined) action(phone)
    },
    setBackground(hidden) {
      home.hidden = !hidden
    },
    translate(texts) {
      iframe.title = texts.platforms[platform]
      find('.phone-name').textContent = texts.platforms[platform]
      find('.phone-language').textContent = texts.subtitles[platform]
      find('.home-title').textContent = texts.inBackground
      find('.home-note').textContent = platform === 'wechat' ? texts.interruption : ''
    },
  }
  iframe.addEventListener('load', () => onReady(frame))
  return frame
}
