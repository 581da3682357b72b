/** Kinds of files whose name matters to a host's viewers and players, each with the types that servers send for it. */
const extensions: Readonly<Record<string, RegExp>> = {
  jpg: /^image\/(p?jpe?g)$/,
  png: /^image\/(x-)?png$/,
  gif: /^image\/gif$/,
  webp: /^image\/webp$/,
  svg: /^image\/svg\+xml$/,
  bmp: /^image\/(x-ms-)?bmp$/,
  avif: /^image\/avif$/,
  heic: /^image\/hei[cf]$/,
  ico: /^image\/(x-icon|vnd\.microsoft\.icon)$/,
  mp3: /^audio\/(mpeg|mp3)$/,
  m4a: /^audio\/(mp4|x-m4a)$/,
  aac: /^audio\/(x-)?aac$/,
  wav: /^audio\/((x-|vnd\.)?wave?)$/,
  ogg: /^(audio|video|application)\/ogg$/,
  amr: /^audio\/amr$/,
  mp4: /^video\/mp4$/,
  mov: /^video\/quicktime$/,
  webm: /^video\/webm$/,
  pdf: /^application\/pdf$/,
  doc: /^application\/msword$/,
  docx: /wordprocessingml\.document$/,
  xls: /^application\/vnd\.ms-excel$/,
  xlsx: /spreadsheetml\.sheet$/,
  ppt: /^application\/vnd\.ms-powerpoint$/,
  pptx: /presentationml\.presentation$/,
  zip: /^application\/(x-)?zip(-compressed)?$/,
  json: /^application\/json$/,
  txt: /^text\/plain$/,
  html: /^text\/html$/,
  csv: /^text\/csv$/,
  wasm: /^application\/wasm$/,
  ttf: /^(font\/ttf|application\/x-font-ttf)$/,
  woff: /^(font|application)\/(font-)?woff$/,
  woff2: /^font\/woff2$/,
}

/**
 * `.png`, by the content type; else that of the host's temporary file, if it is one of ours: nothing else that a server or a url says
 * reaches a path. `''` where neither tells.
 */
export function fileExtension(contentType = '', tempFilePath = ''): string {
  const type = contentType.replace(/\s*;.*/, '').toLowerCase()
  const known = Object.keys(extensions).find((name) => extensions[name]?.test(type))
  if (known) return `.${known}`
  const [, given = ''] = /\.(\w+)$/.exec(tempFilePath.toLowerCase()) || []
  return Object.keys(extensions).includes(given) ? `.${given}` : ''
}
