/** A page with one of each mistake that the checks look for. They have to notice all of them. */
export const brokenPage = `<!doctype html>
<html lang="zh-CN">
  <title>Broken</title>
  <main>
    <h1>Broken</h1>
    <p style="color: #aaa; background: #fff">Too pale to be read</p>
    <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
    <div style="width: 900px">Too wide for a phone</div>
    <div style="overflow: auto"><table style="width: 900px"><tr><td>To be pushed sideways</td></tr></table></div>
  </main>
  <script>
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const follow = () => document.documentElement.classList.toggle('dark', dark.matches)
    dark.addEventListener('change', follow)
    follow()
    console.error('an error')
  </script>
</html>`

/** What has to be said of it, each by some check. */
export const itsMistakes: readonly RegExp[] = [
  /, color-contrast: /,
  /, image-alt: /,
  /px wide/,
  /^a table of 900 px/,
  /^console error: an error/,
]
