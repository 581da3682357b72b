/**
 * The words of a text for the search. Chinese has no spaces between them: each pair of neighbouring characters counts as one, which finds
 * every part of a word. Sent to the browser as source text, so it may use nothing from outside.
 */
export function splitWords(text: string): string[] {
  const words: string[] = []
  for (const [part] of text.toLowerCase().matchAll(/\p{Script=Han}+|[^\s\p{P}\p{S}\p{Script=Han}]+/gu)) {
    if (!/\p{Script=Han}/u.test(part) || part.length === 1) words.push(part)
    else for (let index = 0; index < part.length - 1; index++) words.push(part.slice(index, index + 2))
  }
  return words
}
