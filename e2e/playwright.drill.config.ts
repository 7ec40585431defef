import config, { drilled } from './playwright.config.ts'

/** What `npm run drill` walks: every page in every look, every certificate and poster drawn for every name, and on the second phone what differs there by size alone. */
export default { ...config, grepInvert: [], projects: Object.values(drilled) }
