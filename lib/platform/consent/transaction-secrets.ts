import { z } from 'zod'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'

const schema = z.object({
  codeVerifier: z.string().optional(),
  /** Ours, as the provider sees it. */
  providerRedirectUri: z.string(),
  /** A client's state is a secret of its own: it proves to the client whose answer comes back. */
  clientState: z.string().optional(),
  /** Where the answer led, with the code that it became; only after it came. */
  ledTo: z.string().optional(),
})
export type TransactionSecrets = z.infer<typeof schema>

type Owner = Parameters<typeof rowIdentity.transactionSecrets>[0]

/** What a transaction keeps sealed in its row. */
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
