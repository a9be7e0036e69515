const guessableText =
  /change.?me|replace.?(me|this|with)|your.?(own.?)?(secret|key)|my.?secret|super.?secret|example|default|placeholder|insecure|password|nextauth|development|0123456789|abcdefgh/i

const minCharacters = 32
const minDistinct = 12
const keyBytes = 32

const howToMakeSecret = 'make one with: openssl rand -base64 48'
const howToMakeKey = 'make one with: echo "k1:$(openssl rand -base64 32)"'

/** Returns why a text is too weak to sign sessions, or `null` when the text looks random. */
export function weaknessOfSecret(secret: string): string | null {
  if (secret.length < minCharacters)
    return `is shorter than ${minCharacters} characters; ${howToMakeSecret}`
  if (new Set(secret).size < minDistinct || guessableText.test(secret)) {
    return `is a known or guessable value; ${howToMakeSecret}`
  }
  return null
}

/**
 * Returns why a `kid:base64,…` list is too weak to seal secrets, or `null` when each key looks random. A key
 * of printable characters alone is refused: passphrases are such keys, but only one in 10^13 random keys is.
 */
export function weaknessOfKeys(keys: string): string | null {
  for (const entry of keys.split(',')) {
    const key = Buffer.from(entry.slice(entry.indexOf(':') + 1), 'base64')
    if (key.length !== keyBytes) {
      return `must be kid:base64, of 32 bytes each, separated by commas; ${howToMakeKey}`
    }
    const isText = key.every((byte) => byte >= 0x20 && byte < 0x7f)
    if (isText || new Set(key).size < minDistinct)
      return `holds a known or guessable key; ${howToMakeKey}`
  }
  return null
}
