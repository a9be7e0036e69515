import { z } from 'zod'
import { expectShape } from './ask'
import { bearerTokenSchema } from './credential-fields'
import { givenNameSchema, vendorIdSchema } from './external-account'
import type { JsonObject } from './json-object'
import type { Credential } from './provider'
import { addUserToken } from './slack-user-token'

const workspaceSchema = z.object({
  id: vendorIdSchema,
  name: givenNameSchema.nullish().catch(undefined),
})
const installationSchema = z.object({
  team: workspaceSchema.nullish(),
  enterprise: workspaceSchema.nullish(),
  authed_user: z.object({ id: vendorIdSchema.exactOptional() }).nullish(),
})
/** Describes all fields that are needed to revoke the grant. A value that does not match becomes `undefined`. */
const readableSchema = z.object({
  team: workspaceSchema.optional().catch(undefined),
  enterprise: workspaceSchema.optional().catch(undefined),
  authed_user: z
    .object({
      id: vendorIdSchema.optional().catch(undefined),
      access_token: bearerTokenSchema.optional().catch(undefined),
      refresh_token: bearerTokenSchema.optional().catch(undefined),
      scope: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})

/** Returns the credential with the workspace, the person and the user token that a token answer names. */
export function addInstallation(credential: Credential, answer: JsonObject): Credential {
  const { team, enterprise, authed_user } = expectShape('slack', installationSchema, answer)
  const workspace = team ?? enterprise
  const details = {
    ...credential.details,
    ...(workspace && { team_id: workspace.id, team_name: workspace.name || workspace.id }),
    ...(authed_user?.id && { user_id: authed_user.id }),
  }
  return addUserToken({ ...credential, details }, answer)
}

/**
 * Does the same as `addInstallation`, but ignores every part of the answer that is not as Slack documents it,
 * instead of throwing.
 */
export function addReadableInstallation(credential: Credential, answer: JsonObject): Credential {
  return addInstallation(credential, readablePart(answer))
}

function readablePart(answer: JsonObject): JsonObject {
  const readable = readableSchema.parse(answer)
  // JSON leaves out the fields that are `undefined`, which the other schemas refuse.
  return z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(readable)))
}
