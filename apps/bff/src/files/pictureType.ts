const begins = (bytes: Buffer, text: string, at = 0) => bytes.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'))

/** What kind of picture a file is, by its first bytes; null: none that is taken. */
export const pictureTypeOf = (head: Buffer): 'image/png' | 'image/jpeg' | 'image/webp' | null => {
  if (begins(head, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (begins(head, '\xff\xd8\xff')) return 'image/jpeg'
  return begins(head, 'RIFF') && begins(head, 'WEBP', 8) ? 'image/webp' : null
}
