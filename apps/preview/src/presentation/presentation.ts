import type { PhoneSettings } from '../phone/phone-settings.js'
import { createPhoneFrame, type PhoneFrame } from './phone-frame.js'
import { createSegmentedControl } from './segmented-control.js'
import { type Language, texts } from './texts.js'

/** What the server tells: where the files are. */
interface ServerSettings {
  readonly files: string
}

let language: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
let files = ''

const network = createSegmentedControl('network', ['wifi', '4g', 'none'], applyState)
const app = createSegmentedControl('app', ['foreground', 'background'], applyState)
const device = createSegmentedControl('device', ['ios', 'android', 'devtools'], restart)
const client = createSegmentedControl('client', ['current', 'old'], restart)
const frames = (['wechat', 'alipay'] as const).map((platform) => createPhoneFrame(platform, applyTo))

/** Brings one phone into the state of the switches; a phone that has just started needs it as well. */
function applyTo(frame: PhoneFrame): void {
  frame.setBackground(app.value === 'background')
  frame.control((phone) => {
    phone.switchNetwork(network.value)
    if (app.value === 'background') phone.background()
    else phone.foreground()
  })
}

function applyState(): void {
  for (const frame of frames) applyTo(frame)
}

function restart(): void {
  const settings: PhoneSettings = { device: device.value, client: client.value, language, files }
  for (const frame of frames) frame.restart(settings)
}

function translate(): void {
  const text = texts[language]
  document.documentElement.lang = language
  document.title = text.title
  element('language').textContent = text.otherLanguage
  for (const target of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const key = target.dataset.text as 'headline' | 'lead' | 'controlsHint' | 'notesTitle'
    target.textContent = text[key]
  }
  element('notes').replaceChildren(
    ...text.notes.map((note) => {
      const item = document.createElement('li')
      item.textContent = note
      return item
    }),
  )
  network.translate(text.network, text.networks)
  app.translate(text.app, text.appStates)
  device.translate(text.device, text.devices)
  client.translate(text.client, text.clients)
  for (const frame of frames) frame.translate(text)
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`#${id} is missing`)
  return found
}

async function start(): Promise<void> {
  element('phones').append(...frames.map((frame) => frame.element))
  element('controls').append(...[network, app, device, client].map((control) => control.element))
  element('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh'
    translate()
    restart()
  })
  translate()
  const settings = (await (await fetch('settings.json')).json()) as ServerSettings
  files = settings.files
  restart()
}

void start()
