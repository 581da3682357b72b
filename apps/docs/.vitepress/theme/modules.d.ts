declare module '*.css'
declare module '@fontsource-variable/bricolage-grotesque/wght.css'
declare module '@fontsource-variable/jetbrains-mono/wght.css'
declare module '*.vue' {
  const component: import('vue').DefineComponent
  export default component
}
