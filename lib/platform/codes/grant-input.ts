import { z } from 'zod'

/** What `POST /v1/integrations` needs to obtain the grant. Sealed under a code until then. */
export const grantInputSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('oauth'),
    /** The provider's own code. Never leaves the platform. */
    code: z.string().min(1),
    codeVerifier: z.string().optional(),
    /** Our redirect URI, as it was sent to the provider. */
    redirectUri: z.string(),
    /** Milliseconds since 1970. */
    receivedAt: z.number(),
  }),
  z.object({ kind: z.literal('bot'), token: z.string().min(1) }),
  z.object({ kind: z.literal('shared_bot') }),
])
export type GrantInput = z.infer<typeof grantInputSchema>
