type PropertyType = StringConstructor | NumberConstructor | BooleanConstructor

/** Types of properties as in a component definition, with a default where that is not the empty value of the type. */
type Properties = Readonly<
  Record<string, PropertyType | { readonly type: PropertyType; readonly value: unknown }>
>

type Values<Types extends Properties> = {
  readonly [Name in keyof Types]: ReturnType<
    Types[Name] extends { readonly type: infer Type extends PropertyType }
      ? Type
      : Extract<Types[Name], PropertyType>
  >
}

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

export function baseComponent<const Types extends Properties>(
  properties: Types,
  drawing: Drawing<Values<Types>>,
): BaseComponent {
  return { properties, ...drawing } as BaseComponent
}
