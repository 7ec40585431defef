import { defineConfig } from '@playwright/test'
import { phones } from './support/phones.ts'
import { launchOptions } from './support/browser.ts'

export default defineConfig({
  testDir: 'journeys',
  outputDir: '../test-results',
  globalSetup: './support/globalSetup.ts',
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : [['list']],
  fullyParallel: true,
  workers: 2,
  maxFailures: 10,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  use: {
    actionTimeout: 15_000,
    launchOptions,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
  },
  projects: Object.entries(phones).map(([name, use]) => ({ name, use })),
})
