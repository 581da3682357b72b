/** A tap by Enter or the space bar, where the element itself has the focus. Phones need none; a browser does. */
export function workWithKeyboard(element: HTMLElement): void {
  element.addEventListener('keydown', (event) => {
    if (event.target !== element || element.tabIndex < 0 || !['Enter', ' '].includes(event.key)) return
    event.preventDefault()
    element.click()
  })
}
