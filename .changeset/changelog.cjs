/**
 * Changelogs for people: what changed, without commit numbers, and without a line for each package of our own that
 * came out with the same number. A changeset with a list in it is given as it is.
 */
module.exports = {
  getReleaseLine({ summary }) {
    const text = summary.trim()
    return Promise.resolve(/^- /m.test(text) ? `\n${text}` : `- ${text.replaceAll('\n', '\n  ')}`)
  },
  getDependencyReleaseLine: () => Promise.resolve(''),
}
