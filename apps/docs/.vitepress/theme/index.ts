import '@fontsource-variable/bricolage-grotesque/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme-without-fonts'
import HomePage from './home-page.vue'
import LivePreview from './live-preview.vue'
import './colours.css'
import './type.css'
import './home.css'
import './pages.css'

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('HomePage', HomePage)
    app.component('LivePreview', LivePreview)
  },
} satisfies Theme
