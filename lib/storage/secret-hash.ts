import { createHash, randomBytes } from 'node:crypto'

/** Returns 256 random bits in base64url. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Returns the hash by which a random secret is stored and found: base64url of its SHA-256. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
