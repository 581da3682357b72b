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

/** Kinds that say little, and what a name may say instead: servers send a docx as a zip, or as an older Office file. */
const refinements: Readonly<Record<string, RegExp>> = {
  zip: /^(doc|xls|ppt)x$/,
  doc: /^docx$/,
  xls: /^(xlsx|csv)$/,
  ppt: /^pptx$/,
  txt: /^(csv|json)$/,
}

/**
 * `.png`: a host opens a document, or plays a video, by this. By the content type where that says something (servers send
 * `application/octet-stream`, or a kind of container), else by the name in `Content-Disposition`, the url, and the host's temporary file. Only
 * extensions of the list: nothing else that a server or a url says reaches a path. `''` where nothing tells.
 *
 * @param header - of the answer, under lower-case names
 */
export function fileExtension(
  header: Readonly<Record<string, string>>,
  url: string,
  tempFilePath = '',
): string {
  const { 'content-type': contentType = '', 'content-disposition': disposition = '' } = header
  const type = contentType.replace(/\s*;.*/, '').toLowerCase()
  const known = Object.keys(extensions).find((name) => extensions[name]?.test(type))
  const names = [
    // Also of the extended notation, whose extension is ASCII all the same (RFC 6266 §4.3).
    /\bfilename\*?\s*=(?:\s*"[^"]*|[^;"]*)\.(\w+)"?\s*(?:;|$)/i.exec(disposition),
    /^https?:\/\/[^/?#]*\/[^?#]*\.(\w+)(?:[?#]|$)/i.exec(url),
    /\.(\w+)$/.exec(tempFilePath),
  ].map((match) => (match?.[1] ? match[1].toLowerCase() : ''))
  const isBetter = (name: string): boolean =>
    known === undefined ? Object.keys(extensions).includes(name) : refinements[known]?.test(name) === true
  const given = names.find(isBetter) || known
  return given ? `.${given}` : ''
}
