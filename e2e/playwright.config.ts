import { defineConfig } from '@playwright/test'
import { phones } from './support/phones.ts'
import { launchOptions } from './support/browser.ts'

/** What is about the machine it runs on, about copies, or about a wall, and not about any phone. */
const withoutPhone = ['**/startup.spec.ts', '**/fidelity.spec.ts', '**/screen.spec.ts']
/** What is the same in every browser, and walked on one phone. */
const alike = [
  'anonymise',
  'audit',
  'people',
  'webhooks',
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
  'signOn',
  'templates',
  'update',
  'verifyOffline',
]

/** What is the same in WeChat but for a narrower frame: `npm run drill` walks it there. */
const alikeButForSize = ['batch', 'correction', 'everyPage', 'journey', 'notices', 'offline', 'scan']
const filesOf = (names: readonly string[]) => names.map(name => `**/${name}.spec.ts`)

/** Three pixels to one are nine times the work: journeys that look at pixels ask for them. */
const coarse = { deviceScaleFactor: 1 }

/** Which journeys are walked on what. */
export const projects = {
  iPhone: { name: 'iPhone', use: { ...phones.iPhone, ...coarse }, testIgnore: withoutPhone },
  WeChat: { name: 'WeChat', use: { ...phones.WeChat, ...coarse }, testIgnore: [...withoutPhone, ...filesOf([...alike, ...alikeButForSize])] },
  machine: { name: 'machine', testMatch: withoutPhone },
}
/** Which repeats only `npm run drill` walks. */
export const drilled = {
  iPhone: { ...projects.iPhone, grep: /@drill/ },
  WeChat: { name: 'WeChat', use: projects.WeChat.use, testMatch: filesOf(alikeButForSize), grepInvert: /can be used by everyone/ },
  machine: { ...projects.machine, grep: /@drill/ },
}

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
  projects: Object.values(projects),
})
