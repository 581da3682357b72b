import type { PhoneSettings } from '../phone/phone-settings.js'
import { createPhoneFrame } from './phone-frame.js'
import { createSegmentedControl } from './segmented-control.js'
import { type Language, texts } from './texts.js'

/** A page that has the preview in a frame names the language, and has a bar of its own. */
const address = new URLSearchParams(location.search)
const wanted = address.get('language') ?? navigator.language.toLowerCase()
document.documentElement.classList.toggle('embedded', address.has('embedded'))
let language: Language = wanted.startsWith('zh') ? 'zh' : 'en'
let files = ''

const network = createSegmentedControl('network', ['wifi', '4g', 'none'], (type) => {
  for (const { body } of frames) body.switchNetwork(type)
})
const app = createSegmentedControl('app', ['foreground', 'background'], (state) => {
  for (const { body } of frames) body.setBackground(state === 'background')
})
const device = createSegmentedControl('device', ['ios', 'android', 'devtools'], start)
const client = createSegmentedControl('client', ['current', 'old'], start)
const frames = (['wechat', 'alipay'] as const).map((platform) => createPhoneFrame(platform, showStates))

/** The apps can use the switches of their phones as well. */
function showStates(): void {
  network.show(common(frames.map(({ body }) => body.network)))
  app.show(common(frames.map(({ body }) => (body.isBackground ? 'background' : 'foreground'))))
}

/** What all are; `undefined` where they differ. */
function common<Value>([first, ...others]: readonly Value[]): Value | undefined {
  return others.every((other) => other === first) ? first : undefined
}

function start(): void {
  const settings: PhoneSettings = { device: device.value, client: client.value, language, files }
  for (const frame of frames) frame.start(settings)
}

function translate(): void {
  const text = texts[language]
  document.documentElement.lang = language
  document.title = text.title
  element('language').textContent = text.otherLanguage
  for (const target of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const key = target.dataset.text as 'headline' | 'lead' | 'restart' | 'controlsHint' | 'notesTitle'
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

async function open(): Promise<void> {
  element('phones').append(...frames.map((frame) => frame.element))
  for (const control of [network, app]) element('state-controls').append(control.element)
  for (const control of [device, client]) element('phone-controls').append(control.element)
  element('restart').addEventListener('click', () => {
    for (const { body } of frames) body.restartApp()
  })
  element('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh'
    translate()
    start()
  })
  translate()
  // What the server tells: where the files are.
  const settings = (await (await fetch('settings.json')).json()) as { readonly files: string }
  files = settings.files
  start()
}

void open()
