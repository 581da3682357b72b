/** What a host gives a page at run time, as far as the demo uses it. The same on both platforms. */
export interface PageInstance<Data extends object> {
  readonly data: Data
  setData(patch: Partial<Data>): void
  /** What ends when the page is left. */
  endings?: readonly (() => void)[]
}

/** An event with the `data-*` attributes of the element that listens. */
export interface TapEvent<Dataset> {
  readonly currentTarget: { readonly dataset: Dataset }
}

/** An event of an input (`string`), a slider (`number`) or a switch (`boolean`). */
export interface ChangeEvent<Value, Dataset = unknown> extends TapEvent<Dataset> {
  readonly detail: { readonly value: Value }
}
