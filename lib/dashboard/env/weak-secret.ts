const knownDefault =
  /change.?me|replace.?(me|this|with)|your.?(own.?)?(secret|key)|my.?secret|super.?secret|example|default|placeholder|insecure|password|nextauth|development|0123456789|abcdefgh/i

const fewestCharacters = 32
const fewestDistinct = 12
const keyBytes = 32

const howToMakeSecret = 'make one with: openssl rand -base64 48'
const howToMakeKey = 'make one with: echo "k1:$(openssl rand -base64 32)"'

/** Returns why a text is too weak to sign sessions; `null` when it looks like 256 random bits. */
export function weaknessOfSecret(secret: string): string | null {
  if (secret.length < fewestCharacters)
    return `is shorter than ${fewestCharacters} characters; ${howToMakeSecret}`
  if (new Set(secret).size < fewestDistinct || knownDefault.test(secret)) {
    return `is a known or guessable value; ${howToMakeSecret}`
  }
  return null
}

/**
 * Returns why a `kid:base64,…` list is too weak to seal credentials; `null` when each key looks random. One in
 * 10^13 random keys consists of printable characters alone; a passphrase always does.
 */
export function weaknessOfKeys(keys: string): string | null {
  for (const entry of keys.split(',')) {
    const key = Buffer.from(entry.slice(entry.indexOf(':') + 1), 'base64')
    if (key.length !== keyBytes) {
      return `must be kid:base64, of 32 bytes each, separated by commas; ${howToMakeKey}`
    }
    const isText = key.every((byte) => byte >= 0x20 && byte < 0x7f)
    if (isText || new Set(key).size < fewestDistinct)
      return `holds a known or guessable key; ${howToMakeKey}`
  }
  return null
}
