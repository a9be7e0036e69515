import { toolNames } from '@/lib/contract/services/catalogue'
import { ownProperty } from './own-property'
import type { BaseProvider } from './provider'

/** Returns the tools of a provider that these scopes allow, in the order of the catalogue. */
export function grantedTools(provider: BaseProvider, scopes: readonly string[]): string[] {
  const coveredScopes = new Set(
    scopes.flatMap((scope) => [scope, ...(ownProperty(provider.includedScopes, scope) ?? [])]),
  )
  return toolNames(provider.service).filter(
    (tool) => provider.toolScopes[tool]?.every((scope) => coveredScopes.has(scope)) ?? false,
  )
}
