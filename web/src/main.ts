import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app/App.vue'
import { queries } from './app/queries'
import { router } from './app/router'
import { words } from './words'
import './styles/tokens.css'
import './styles/base.css'
import './styles/parts.css'

createApp(App)
  .use(createPinia())
  .use(VueQueryPlugin, { queryClient: queries })
  .use(words)
  .use(router)
  .mount('#app')
