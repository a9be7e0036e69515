import { z } from 'zod'
import { services } from '@/lib/contract/catalogue'
import { environmentSchema } from '@/lib/contract/role'
import type { Codes } from './connect/codes'
import type { PlatformContext } from './context'
import type { Revocations } from './revocations'
import { grantSchema } from './vault'

const known = z.object({ service: z.enum(services), environment: environmentSchema })

/** Another account came back and nobody decided in time: what was granted is revoked. */
export async function revokeExpiredHolds(
  { storage }: PlatformContext,
  { codes, revocations }: { codes: Codes; revocations: Revocations },
): Promise<void> {
  for (const hold of await codes.heldExpired()) {
    const { service, environment } = known.parse(hold)
    const grant = grantSchema.parse(JSON.parse(hold.held))
    const id = await revocations.enqueue(storage.db, {
      accountId: hold.accountId,
      environment,
      service,
      grant,
    })
    await codes.dropHeld(hold.hash)
    await revocations.attemptSoon(id)
  }
}
