/** What a browser says it runs on: enough to recognise one's own device in a list. Null where it does not say. */
export interface DeviceKind {
  readonly kind: 'phone' | 'tablet' | 'computer'
  readonly system: string | null
  readonly browser: string | null
}

// The first that fits wins: many name others for old times' sake.
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]
const browsers: readonly (readonly [RegExp, string])[] = [
  [/wxwork/i, 'WeCom'],
  [/MicroMessenger/, 'WeChat'],
  [/DingTalk/, 'DingTalk'],
  [/EdgA?\//, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/HeadlessChrome|Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const firstThatFits = (userAgent: string, known: readonly (readonly [RegExp, string])[]) => known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null

export const deviceOf = (userAgent: string): DeviceKind => ({
  kind: /iPad|Tablet|Android(?!.*Mobile)/.test(userAgent) ? 'tablet' : /Mobile|iPhone/.test(userAgent) ? 'phone' : 'computer',
  system: firstThatFits(userAgent, systems),
  browser: firstThatFits(userAgent, browsers),
})
