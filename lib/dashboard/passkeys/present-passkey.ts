import type { Passkey } from '@/lib/contract/view/passkeys'
import type { ListedPasskey } from '../people/embedded-people'

/** Returns a passkey as pages show it. */
export function presentPasskey({ id, name, createdAt, lastUsedAt }: ListedPasskey): Passkey {
  return {
    id,
    name,
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  }
}
