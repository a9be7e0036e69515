import type { Passkey } from '@/lib/contract/view/passkeys'
import type { ListedPasskey } from '../people/embedded-passkeys'

/** Returns a passkey as pages show it. */
export function presentPasskey({ createdAt, lastUsedAt, ...passkey }: ListedPasskey): Passkey {
  return {
    ...passkey,
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  }
}
