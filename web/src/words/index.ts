import { createI18n } from 'vue-i18n'
import zh from './zh'

export type Language = 'zh' | 'en'

export const words = createI18n({
  legacy: false,
  locale: 'zh' as Language,
  fallbackLocale: 'zh',
  messages: { zh } as Record<Language, typeof zh>,
})

// English comes when somebody asks for it: most never do, and the first page stays light.
export async function set_language(language: Language) {
  if (language === 'en' && !words.global.availableLocales.includes('en'))
    words.global.setLocaleMessage('en', (await import('./en')).default)
  ;(words.global.locale as unknown as { value: Language }).value = language
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
