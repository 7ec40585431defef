/** What a code that is not ours holds, as far as its beginning tells. */
export type Content = 'web' | 'wifi' | 'contact' | 'event' | 'email' | 'phone' | 'message' | 'place' | 'program' | 'app' | 'nothing' | 'text'

// The first that fits wins.
const beginnings: readonly (readonly [RegExp, Content])[] = [
  [/^(https?:|\/\/|www\.)/i, 'web'],
  [/^WIFI:/i, 'wifi'],
  [/^(BEGIN:VCARD|MECARD:|BIZCARD:)/i, 'contact'],
  [/^BEGIN:V(CALENDAR|EVENT)/i, 'event'],
  [/^(mailto:|MATMSG:|SMTP:)/i, 'email'],
  [/^tel:/i, 'phone'],
  [/^(sms|mms)(to)?:/i, 'message'],
  [/^geo:/i, 'place'],
  [/^(javascript|vbscript|data|file|blob):/i, 'program'],
  [/^[a-z][a-z0-9+.-]*:\/\//i, 'app'],
  [/^(otpauth|bitcoin|ethereum|magnet|market|intent|sip|xmpp|urn):/i, 'app'],
  [/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,24}([/?#:]|$)/i, 'web'],
  [/^$/, 'nothing'],
]

export const contentOf = (text: string): Content => beginnings.find(([beginning]) => beginning.test(text.trim()))?.[1] ?? 'text'

const mostShown = 600
/** What draws nothing, or turns the direction of what follows: named, so that nothing hides in the text. */
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g
const named = (character: string) => `[U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`

/** The text as it may be shown to a person: every character visible, and no longer than a screen can hold. */
export const shownText = (text: string): string => {
  const characters = [...text.replaceAll('\r\n', '\n').replace(/\p{Surrogate}/gu, '\ufffd')]
  const cut = characters.length > mostShown ? `${characters.slice(0, mostShown).join('')}…` : characters.join('')
  return cut.replace(unseen, named)
}
