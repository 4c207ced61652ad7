import { defineConfig } from '@playwright/test'

// The browser is Debian's; nothing is downloaded, nothing phones home.
export const chromium = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--lang=zh-CN',
  ],
}

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  retries: 0,
  // Room for a loaded machine; nothing in the tests measures time.
  timeout: 600_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    // The browser's own words (a date field) follow the language of the machine, not of the page; and where the machine's
    // characters are not UTF-8, a file with a Chinese name is saved as "download".
    launchOptions: {
      ...chromium,
      env: { ...process.env, LANGUAGE: 'zh_CN', LANG: 'zh_CN.UTF-8', LC_ALL: 'C.UTF-8' } as Record<
        string,
        string
      >,
    },
    screenshot: 'only-on-failure',
    testIdAttribute: 'data-test',
  },
})
