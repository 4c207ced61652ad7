import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { handbook } from './scripts/handbook'

// In development the pages come from Vite and the data from a server started beside it.
const server = process.env.ZHISHI_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [handbook(), vue({ include: [/\.vue$/, /\.md$/] })],
  define: {
    __VUE_OPTIONS_API__: 'true', // Element Plus still has components written with it
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  // The oldest browser that organs still have in number.
  build: { target: 'chrome109', chunkSizeWarningLimit: 700, reportCompressedSize: false, manifest: true },
  server: { fs: { allow: ['..'] }, proxy: { '/api': { target: server, changeOrigin: false } } },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
})
