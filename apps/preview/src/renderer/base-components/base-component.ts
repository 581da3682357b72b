/** How a base component is drawn. The renderer calls `paint` after `setup` and after every change of a property. */
export interface BaseComponent<Properties extends object> {
  /** Properties and their types, as in a component definition. */
  readonly properties: { readonly [Name in keyof Properties]: Property<Properties[Name]> }
  /** Puts inner elements in place, once. */
  setup?(element: HTMLElement, instance: BaseInstance<Properties>): void
  paint?(element: HTMLElement, properties: Properties): void
}

export interface BaseInstance<Properties extends object> {
  readonly data: Properties
  setData(patch: Partial<Properties>): void
  /** Fires an event that a page can bind. */
  triggerEvent(name: string, detail: object): void
}

/** A type, with a default where that is not the empty value of the type. */
type Property<Value> = PropertyType<Value> | { readonly type: PropertyType<Value>; readonly value: Value }

type PropertyType<Value> = Value extends boolean
  ? BooleanConstructor
  : Value extends number
    ? NumberConstructor
    : StringConstructor

/** Sets an attribute, or takes it away where the value is empty. */
export function setAttribute(element: HTMLElement, name: string, value: string | boolean): void {
  if (value === false || value === '') element.removeAttribute(name)
  else element.setAttribute(name, value === true ? '' : value)
}
