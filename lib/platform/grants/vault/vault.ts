import { z } from 'zod'
import type { Keyring } from '@/lib/storage/keyring'
import { type OwnedRow, rowIdentity } from '@/lib/storage/row-identity'
import type { Credential } from '../../providers/provider'

const credentialSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().exactOptional(),
  expiresAt: z.number().exactOptional(),
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
export function sealCredential(keyring: Keyring, credential: Credential, home: OwnedRow): string {
  const text = JSON.stringify(credentialSchema.parse(credential))
  return keyring.seal(text, rowIdentity.integrationCredential(home))
}

/** Opens the credential of a row. Throws when it was sealed for another row. */
export function openCredential(keyring: Keyring, sealed: string, home: OwnedRow): Credential {
  return credentialSchema.parse(
    JSON.parse(keyring.open(sealed, rowIdentity.integrationCredential(home))),
  )
}

/** Seals a grant for the column `revocations.credential`. */
export function sealGrant(keyring: Keyring, grant: Grant, home: OwnedRow): string {
  return keyring.seal(
    JSON.stringify(grantSchema.parse(grant)),
    rowIdentity.revocationCredential(home),
  )
}

/** Opens the grant of a revocation. Throws when it was sealed for another row. */
export function openGrant(keyring: Keyring, sealed: string, home: OwnedRow): Grant {
  return grantSchema.parse(JSON.parse(keyring.open(sealed, rowIdentity.revocationCredential(home))))
}
