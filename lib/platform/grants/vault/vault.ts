import { z } from 'zod'
import type { Keyring } from '@/lib/storage/keyring'
import { type OwnedRow, rowIdentity } from '@/lib/storage/row-identity'
import type { Credential } from '../../providers/provider'

const credentialSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().exactOptional(),
  expiresAt: z.number().exactOptional(),
  issuedAt: z.number().exactOptional(),
  scopes: z.array(z.string()),
  details: z.record(z.string(), z.string()),
})

/** A credential and the account at the provider that it belongs to. */
export const grantSchema = z.object({
  credential: credentialSchema,
  account: z.object({ id: z.string(), name: z.string() }),
})
export type Grant = z.infer<typeof grantSchema>

/** Seals a credential for the column `integrations.credential`. */
export function sealCredential(keyring: Keyring, credential: Credential, row: OwnedRow): string {
  const text = JSON.stringify(credentialSchema.parse(credential))
  return keyring.seal(text, rowIdentity.integrationCredential(row))
}

/** Opens the credential of a row. Throws when it was sealed for another row. */
export function openCredential(keyring: Keyring, sealed: string, row: OwnedRow): Credential {
  return credentialSchema.parse(
    JSON.parse(keyring.open(sealed, rowIdentity.integrationCredential(row))),
  )
}

/** Seals a grant for the column `revocations.credential`. */
export function sealGrant(keyring: Keyring, grant: Grant, row: OwnedRow): string {
  return keyring.seal(
    JSON.stringify(grantSchema.parse(grant)),
    rowIdentity.revocationCredential(row),
  )
}

/** Opens the grant of a revocation. Throws when it was sealed for another row. */
export function openGrant(keyring: Keyring, sealed: string, row: OwnedRow): Grant {
  return grantSchema.parse(JSON.parse(keyring.open(sealed, rowIdentity.revocationCredential(row))))
}
