import { z } from 'zod'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'

const schema = z.object({
  codeVerifier: z.string().optional(),
  /** Our redirect URI, as it was sent to the provider. */
  providerRedirectUri: z.string(),
  /** The client's `state`. It is secret: it proves to the client which browser an answer belongs to. */
  clientState: z.string().optional(),
  /** The URL to which the provider's answer led, with our code in it. Set when the answer came. */
  ledTo: z.string().optional(),
})
export type TransactionSecrets = z.infer<typeof schema>

type Owner = Parameters<typeof rowIdentity.transactionSecrets>[0]

/** Seals and opens the secrets of a transaction. Each is bound to its row. */
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
