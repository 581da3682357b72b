import type { FrameLocator, Locator } from 'playwright-core'
import type { PlatformName } from '../project/project-files.js'

/** A phone of the preview, with the demo on it. */
export interface Phone {
  readonly platform: PlatformName
  /** The phone with all around its screen. */
  readonly shell: Locator
  readonly frame: FrameLocator
}

/**
 * By name, in their order: what a user does on a phone, and what has to come of it. Each begins where the one before it has
 * ended, and throws if it does not hold.
 */
export type PhoneChecks = Readonly<Record<string, (phone: Phone) => Promise<void>>>

/** Of the browser; it has one for both phones. */
let mouse: Promise<unknown> = Promise.resolve()

/** Clicks when nobody else does: two clicks at the same time meet in one place. */
export async function press(target: Locator): Promise<void> {
  await target.waitFor()
  await inTurn(() => target.click())
}

/** Clicks, and closes the tab that opens: behind one that stays open, each click takes two seconds. */
export async function pressAndCloseTab(target: Locator): Promise<void> {
  await target.waitFor()
  await inTurn(async () => {
    const [tab] = await Promise.all([target.page().waitForEvent('popup'), target.click()])
    await tab.close()
  })
}

async function inTurn(use: () => Promise<void>): Promise<void> {
  const turn = mouse.then(use)
  mouse = turn.catch(() => undefined)
  await turn
}

export function tap(frame: FrameLocator, selector: string, hasText?: string): Promise<void> {
  return press(found(frame, selector, hasText))
}

/** Waits until the first of these is on the page. */
export function see(
  frame: FrameLocator,
  selector: string,
  hasText?: string,
  timeout?: number,
): Promise<void> {
  return found(frame, selector, hasText).waitFor(timeout === undefined ? {} : { timeout })
}

/** Waits until none of these is on the page. */
export function seeNo(frame: FrameLocator, selector: string, timeout?: number): Promise<void> {
  return found(frame, selector).waitFor({ state: 'detached', ...(timeout === undefined ? {} : { timeout }) })
}

function found(frame: FrameLocator, selector: string, hasText?: string): Locator {
  return frame.locator(selector, hasText === undefined ? {} : { hasText }).first()
}

export async function textOf(frame: FrameLocator, selector: string): Promise<string> {
  return (await frame.locator(selector).first().textContent()) ?? ''
}

/** What the browser shows as the background of an element, such as an image. */
export function backgroundOf(target: Locator): Promise<string> {
  return target.evaluate((element) => getComputedStyle(element).backgroundImage)
}

/** Scrolls the page of the phone alone; `scrollIntoView` would move the page around it as well. */
export function scrollTo(frame: FrameLocator, selector: string): Promise<void> {
  return found(frame, selector).evaluate((element) => {
    const body = element.closest('.phone-body')
    if (body === null) throw new Error('the element is not on a page')
    // Below the sticky top bar.
    body.scrollTop += element.getBoundingClientRect().top - body.getBoundingClientRect().top - 66
  })
}
