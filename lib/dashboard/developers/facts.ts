import type { Environment } from '@/lib/contract/api/role'
import type { DescribedTool } from '@/lib/contract/api/tool'
import type { Dashboard } from '../dashboard'

/** The facts, besides the OpenAPI document, on which the examples and the limits of the developers' page depend. */
export interface DevelopersFacts {
  appUrl: string
  /** The address of the API, which ends with `/v1`. */
  apiAddress: string
  connectUrl: string
  /** The environment of the person who reads, or `test` when nobody is signed in. */
  environment: Environment
  /** The limits of the embedded Miteos, or null for a remote one, whose limits are not known. */
  limits: {
    requestsPerMinute: number
    connectsPerMinute: number
    codeSeconds: number
    attemptSeconds: number
  } | null
  /** The tools of the embedded Miteos, or null for a remote one, whose tools are not known. */
  tools: readonly DescribedTool[] | null
}

/** Returns the facts for a reader in one environment. */
export function describeFacts(
  { api, connectUrl, embedded, settings }: Dashboard,
  environment: Environment,
): DevelopersFacts {
  return {
    appUrl: settings.appUrl,
    apiAddress: api.base,
    connectUrl,
    environment,
    limits: embedded && {
      requestsPerMinute: settings.apiRequestsPerMinute,
      connectsPerMinute: settings.connectsPerMinute,
      codeSeconds: settings.oauthCodeTtlMs / 1000,
      attemptSeconds: settings.connectAttemptTtlMs / 1000,
    },
    tools: embedded?.describeTools() ?? null,
  }
}
