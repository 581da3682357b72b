const ignore = (): void => undefined

/** What hosts may return instead of the task that they document, by a title. */
export const oddTasks: Readonly<Record<string, () => unknown>> = {
  'no task': () => undefined,
  null: () => null,
  'a number for a task': () => 5,
  'a task without members': () => ({}),
  'a task without abort': () => ({ onProgressUpdate: ignore, onHeadersReceived: ignore }),
  'a task whose members throw': () => ({
    onProgressUpdate: () => {
      throw new Error('boom')
    },
    abort: () => {
      throw new Error('boom')
    },
  }),
  'a task whose abort rejects': () => ({ abort: () => Promise.reject(new Error('boom')) }),
  'a promise for a task': () => Promise.resolve({ statusCode: 500 }),
  'a promise that rejects, with members': () =>
    Object.assign(Promise.reject(new Error('boom')), { abort: ignore, onProgressUpdate: ignore }),
  'a promise that never settles': () => new Promise(ignore),
}
