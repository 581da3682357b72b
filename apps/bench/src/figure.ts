/** A part of the report, which can be run alone by its name. */
export interface Figure {
  readonly name: string
  readonly title: string
  measure(): Promise<Measured>
}

/** Rows of a table, the header first, and what has to be said beside it. */
export interface Measured {
  readonly rows: readonly (readonly string[])[]
  readonly notes?: readonly string[]
}
