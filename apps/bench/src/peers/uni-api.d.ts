// The runtimes of uni-app have no types.
declare module '@dcloudio/uni-mp-*' {
  const uni: { downloadFile(options: { url: string }): Promise<unknown> }
  // biome-ignore lint/style/noDefaultExport: as the package exports it
  export default uni
}
