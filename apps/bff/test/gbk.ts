// What Node can only read: every character of two bytes, by what it is read as.
const decoder = new TextDecoder('gbk')
const bytesOf = new Map<string, readonly number[]>()
for (let lead = 0x81; lead <= 0xfe; lead += 1)
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    const sign = decoder.decode(Uint8Array.of(lead, trail))
    if (sign.length === 1 && !bytesOf.has(sign)) bytesOf.set(sign, [lead, trail])
  }

/** A text as a Chinese spreadsheet saves it. */
export const gbk = (text: string): Buffer<ArrayBuffer> =>
  Buffer.from([...text].flatMap(sign => (sign < '\x80' ? [sign.charCodeAt(0)] : (bytesOf.get(sign) ?? [0x3f]))))
