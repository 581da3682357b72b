/** The url without what must not reach a log: credentials, the values of its query, the fragment, the body of a data URL. */
export function redactUrl(url: string): string {
  return url
    .replace(/^(data:[^;,]*)[\s\S]*/i, '$1;…')
    .replace(/\/\/[^/?#]*@/, '//')
    .replace(/([?&][^=&#]*=)[^&#]*/g, '$1…')
    .replace(/#.*/, '#…')
}
