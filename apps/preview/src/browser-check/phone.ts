import type { FrameLocator, Locator } from 'playwright-core'
import type { PlatformName } from '../project/project-files.js'

/** A phone of the preview, with the demo on it. */
export interface Phone {
  readonly platform: PlatformName
  /** The phone with all around its screen. */
  readonly shell: Locator
  readonly frame: FrameLocator
}

/** One thing that a user does on a phone, and what has to come of it. Throws if it does not. */
export interface DemoCheck {
  readonly name: string
  run(phone: Phone): Promise<void>
  /** Puts things right after the picture was taken. */
  end?(phone: Phone): Promise<void>
}

/** Of the browser; it has one for both phones. */
let mouse: Promise<unknown> = Promise.resolve()

/** Clicks when nobody else does: two clicks at the same time meet in one place. */
export async function press(target: Locator): Promise<void> {
  await target.waitFor()
  const click = mouse.then(() => target.click())
  mouse = click.catch(() => undefined)
  await click
}

export function tap(frame: FrameLocator, selector: string, text: string): Promise<void> {
  return press(frame.locator(selector, { hasText: text }).first())
}

export async function textOf(frame: FrameLocator, selector: string): Promise<string> {
  return (await frame.locator(selector).textContent()) ?? ''
}

/** Scrolls the page of the phone alone; `scrollIntoView` would move the page around it as well. */
export function scrollTo(element: Element): void {
  const body = element.closest('.phone-body')
  if (body === null) throw new Error('the element is not on a page')
  // Below the sticky top bar.
  body.scrollTop += element.getBoundingClientRect().top - body.getBoundingClientRect().top - 66
}
