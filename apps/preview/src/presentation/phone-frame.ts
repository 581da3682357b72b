import { createPhoneBody, type PhoneElement } from '../phone/phone-body.js'
import { type PhoneSettings, phoneAddress } from '../phone/phone-settings.js'
import type { PlatformName } from '../project/project-files.js'
import type { Texts } from './texts.js'

/**
 * A phone: a bezel, and the mini-program in a frame of its own with a global `wx` or `my` of its own.
 *
 * @param onChange - called when the phone is in another state
 */
export function createPhoneFrame(platform: PlatformName, onChange: () => void) {
  const element = document.createElement('figure')
  element.className = `phone phone-${platform}`
  element.innerHTML = `
    <figcaption><b class="phone-name"></b><span class="phone-language"></span></figcaption>
    <div class="bezel">
      <div class="glass">
        <iframe></iframe>
        <div class="home" hidden>
          <b class="home-title"></b><span class="home-note"></span>
          <button class="home-return" type="button"></button>
        </div>
      </div>
    </div>`
  const find = <Type extends HTMLElement>(selector: string): Type => {
    const found = element.querySelector<Type>(selector)
    if (found === null) throw new Error(`${selector} is missing`)
    return found
  }
  const iframe = find<HTMLIFrameElement>('iframe')
  const home = find('.home')
  const body = createPhoneBody(
    () => {
      home.hidden = !body.isBackground
      onChange()
    },
    // All that the app had in memory goes with the old document; the disk is not in the frame.
    () => iframe.contentWindow?.location.reload(),
  )
  const phoneElement: PhoneElement = iframe
  phoneElement.phoneBody = body
  find('.home-return').addEventListener('click', () => body.setBackground(false))

  return {
    element,
    body,
    /** Starts the mini-program on another phone. */
    start(settings: PhoneSettings) {
      body.reset()
      iframe.src = phoneAddress(platform, settings)
    },
    translate(texts: Texts) {
      iframe.title = texts.platforms[platform]
      find('.phone-name').textContent = texts.platforms[platform]
      find('.phone-language').textContent = texts.subtitles[platform]
      find('.home-title').textContent = texts.inBackground
      find('.home-note').textContent = platform === 'wechat' ? texts.interruption : ''
      find('.home-return').textContent = texts.backToApp
    },
  }
}
