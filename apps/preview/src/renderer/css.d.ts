declare module '*.css' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: how esbuild's text loader gives a file
  export default text
}
