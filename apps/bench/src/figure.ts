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
  readonly chart?: Chart
}

/** A picture of the rows, for the page. */
export interface Chart {
  readonly file: string
  /** What it shows, for who does not see it. */
  readonly alternative: string
  readonly svg: string
}
