/** Properties by name, each with the value that it has where the markup sets none. */
type Properties = Readonly<Record<string, string | number | boolean>>

export interface BaseInstance<Data> {
  readonly data: Data
  setData(patch: Partial<Data>): void
  /** Fires an event that a page can bind. */
  triggerEvent(name: string, detail: object): void
}

/** How a base component is drawn. The renderer calls `paint` after `setup` and after every change of a property. */
interface Drawing<Data> {
  /** Puts inner elements in place, once. */
  setup?(element: HTMLElement, instance: BaseInstance<Data>): void
  paint?(element: HTMLElement, properties: Data): void
}

export interface BaseComponent extends Drawing<never> {
  readonly properties: Properties
}

export function baseComponent<Data extends Properties>(
  properties: Data,
  drawing: Drawing<Data>,
): BaseComponent {
  return { properties, ...drawing }
}
