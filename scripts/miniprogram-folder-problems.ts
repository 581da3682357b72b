/**
 * What does not belong in the folder that WeChat's "build npm" copies verbatim into every app: anything but the
 * code would ship to every user as well.
 */
export function miniprogramFolderProblems(folder: string, files: readonly string[]): string[] {
  if (!files.includes('index.js')) return [`${folder}/index.js is missing: WeChat looks for no other entry`]
  return files.filter((file) => file !== 'index.js').map((file) => `${folder}/${file} does not belong here`)
}
