import { z } from 'zod'

/** The input from which `POST /v1/integrations` obtains the grant. Until then, the input is sealed under a code. */
export const grantInputSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('oauth'),
    /** The provider code. It never leaves the platform. */
    code: z.string().min(1),
    codeVerifier: z.string().optional(),
    /** Our redirect URI, as it was sent to the provider. */
    redirectUri: z.string(),
    /** Milliseconds since 1970. */
    receivedAt: z.number(),
  }),
  /** A person's own bot. */
  z.object({ kind: z.literal('bot'), token: z.string().min(1) }),
  /** The bot of this server. */
  z.object({ kind: z.literal('shared_bot') }),
])
export type GrantInput = z.infer<typeof grantInputSchema>
