import { defineConfig } from '@playwright/test'
import everyday from '../playwright.config'

// npm run bench: how soon the reviewer's grid is there. Figures for a reader, no test.
export default defineConfig({
  ...everyday,
  testDir: '.',
  testMatch: 'quarter_grid.bench.ts',
  timeout: 180_000,
})
