// What a person likes on this machine: the language, and which parts of a form stay open.
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { connection } from '../api/client'
import { read_stored, write_stored } from './stored'
import { set_language, type Language } from '../words'

interface Stored {
  language: Language
  log_fields_are_open: boolean
}

const place = 'zhishi.preferences'

export const use_preferences = defineStore('preferences', () => {
  const stored = read_stored<Partial<Stored>>(place) ?? {}
  const language = ref<Language>(stored.language === 'en' ? 'en' : 'zh')
  const log_fields_are_open = ref(stored.log_fields_are_open === true)

  watch(
    [language, log_fields_are_open],
    () => {
      connection.language = language.value
      set_language(language.value)
      write_stored(place, { language: language.value, log_fields_are_open: log_fields_are_open.value })
    },
    { immediate: true },
  )
  return { language, log_fields_are_open }
})
