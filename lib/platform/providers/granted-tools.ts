import { toolNames } from '@/lib/contract/services/catalogue'
import { ownEntry } from './own-entry'
import type { ConnectedService } from './provider'

/** Returns the tools that work with these scopes, in the documented order. */
export function grantedTools(provider: ConnectedService, scopes: readonly string[]): string[] {
  const covered = new Set(
    scopes.flatMap((scope) => [scope, ...(ownEntry(provider.widerScopes, scope) ?? [])]),
  )
  return toolNames(provider.service).filter(
    (tool) => provider.toolScopes[tool]?.every((scope) => covered.has(scope)) ?? false,
  )
}
