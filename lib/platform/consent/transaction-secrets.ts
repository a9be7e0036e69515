import { z } from 'zod'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'

const schema = z.object({
  codeVerifier: z.string().optional(),
  /** Our redirect URI, as it was sent to the provider. */
  providerRedirectUri: z.string(),
  /** The client's `state`. It is secret, because it proves to the client to which browser an answer belongs. */
  clientState: z.string().optional(),
  /** The URL to which the browser was sent after the provider's answer. It can contain a code. Absent until then. */
  ledTo: z.string().optional(),
})
export type TransactionSecrets = z.infer<typeof schema>

type Owner = Parameters<typeof rowIdentity.transactionSecrets>[0]

/** Returns functions that seal and open the secrets of a transaction. The sealed text opens only in its own row. */
export function transactionSecrets(keyring: Keyring) {
  return {
    seal: (owner: Owner, secrets: TransactionSecrets): string =>
      keyring.seal(JSON.stringify(secrets), rowIdentity.transactionSecrets(owner)),
    open(row: Owner & { secrets: string }): TransactionSecrets {
      const opened = keyring.open(row.secrets, rowIdentity.transactionSecrets(row))
      return schema.parse(JSON.parse(opened))
    },
  }
}
