import { defineConfig } from '@playwright/test'
import everyday from '../playwright.config'

// npm run screenshots: pictures of the example bureau for the README. A command of the project, no test.
export default defineConfig({ ...everyday, testDir: '.', testMatch: 'screenshots.ts' })
