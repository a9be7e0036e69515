import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, base64url. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** How a secret of full entropy is kept: base64url of its SHA-256, found by equality. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
