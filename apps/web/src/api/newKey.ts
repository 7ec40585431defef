/** A key for something that is to happen once: 128 bits; `crypto.randomUUID` is missing where a phone tries the product over plain http. */
export const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
