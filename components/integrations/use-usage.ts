'use client'

import { useQuery } from '@tanstack/react-query'
import { useReadNow } from '@/components/ui/clock'
import type { ToolUsage } from '@/lib/contract/api/tool'
import type { Viewer } from '@/lib/contract/view/viewer'
import { usageQuery } from '@/lib/queries/tools/usage-query'

function byIntegration(usage: readonly ToolUsage[]): ReadonlyMap<string, ToolUsage> {
  return new Map(usage.map((used) => [used.integration_id, used]))
}

/**
 * Returns how the tools are used, by the ids of the integrations that were used in the last 30
 * days. Returns `undefined` until that is known, and after a read that failed, because an older
 * usage may be wrong.
 */
export function useUsage(viewer: Viewer): ReadonlyMap<string, ToolUsage> | undefined {
  const usage = useQuery({
    ...usageQuery(viewer.personId, useReadNow()),
    select: byIntegration,
    enabled: viewer.apiHasAdditionalResources,
  })
  return usage.isError ? undefined : usage.data
}
