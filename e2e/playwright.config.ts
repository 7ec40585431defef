import { defineConfig } from '@playwright/test'
import { phones } from './support/phones.ts'
import { launchOptions } from './support/browser.ts'

/** What is about the machine it runs on, about copies, or about a wall, and not about any phone. */
const withoutPhone = ['**/startup.spec.ts', '**/fidelity.spec.ts', '**/screen.spec.ts']
/** What is the same in every browser, and walked on one phone. */
const alike = [
  'authorGrowth',
  'authoring',
  'back',
  'courses',
  'dashboards',
  'exam',
  'examAuthoring',
  'growth',
  'issued',
  'payloads',
  'payloadsAtTheDesk',
  'poster',
  'templates',
  'update',
  'verifyOffline',
]

/** Three pixels to one are nine times the work: journeys that look at pixels ask for them. */
const coarse = { deviceScaleFactor: 1 }

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
  // Repeats of what one test has shown: `npm run drill` walks them.
  grepInvert: /@drill/,
  forbidOnly: Boolean(process.env['CI']),
  use: {
    actionTimeout: 15_000,
    launchOptions,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Keeping the pages on a new phone is two seconds of work: journeys that it has a part in, or that tell the whole story, ask for it.
    serviceWorkers: 'block',
    // Traces of all journeys are a seventh of the work: `--trace retain-on-failure` where one is wanted.
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'iPhone', use: { ...phones.iPhone, ...coarse }, testIgnore: withoutPhone },
    {
      name: 'WeChat',
      use: { ...phones.WeChat, ...coarse },
      testIgnore: [...withoutPhone, ...alike.map(name => `**/${name}.spec.ts`)],
      grepInvert: /every page can be used/,
    },
    { name: 'machine', testMatch: withoutPhone },
  ],
})
