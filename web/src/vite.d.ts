/// <reference types="vite/client" />

declare module '*.md' {
  const chapter: import('vue').DefineComponent
  export default chapter
}

declare module 'virtual:handbook' {
  interface Chapter {
    name: string // as in /help/‹name›
    title: string
    role: 'everybody' | 'official' | 'reviewer' | 'office' | 'committee' | 'administrator'
    pages: string[] // the routes that it is about
    text: string // to search in
  }
  const chapters: Chapter[]
  export default chapters
}

declare module 'virtual:handbook-titles' {
  const chapters: { name: string; title: string }[]
  export default chapters
}
