import { defineConfig } from '@playwright/test'
import everyday from '../playwright.config'

// npm run bench: how soon pages are there that people wait for. Figures for a reader, no test.
export default defineConfig({
  ...everyday,
  testDir: '.',
  testMatch: '*.bench.ts',
  timeout: 180_000,
})
