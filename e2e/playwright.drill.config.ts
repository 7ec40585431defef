import config from './playwright.config.ts'

/** What `npm run drill` walks: every certificate and poster, drawn for every name. */
export default { ...config, grepInvert: [] }
