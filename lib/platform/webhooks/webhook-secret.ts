import { randomBytes } from 'node:crypto'
import type { Keyring } from '@/lib/storage/keyring'
import { type OwnedRow, rowIdentity } from '@/lib/storage/row-identity'

type Owner = Omit<OwnedRow, 'service'>

/** Returns a new secret, in the form of https://www.standardwebhooks.com. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** Seals a secret for the column `webhooks.secret`. */
export function sealWebhookSecret(keyring: Keyring, secret: string, row: Owner): string {
  return keyring.seal(secret, rowIdentity.webhookSecret(row))
}

/** Opens the secret of a row. Throws when it was sealed for another row. */
export function openWebhookSecret(keyring: Keyring, row: Owner & { secret: string }): string {
  return keyring.open(row.secret, rowIdentity.webhookSecret(row))
}
