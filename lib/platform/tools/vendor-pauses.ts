import type { IntegrationRow } from '../grants/integration-row'
import type { Tool } from './tool'
import { ToolFailure } from './tool-failure'

/** Remembers how long a vendor asks us to wait before the next call with an integration. */
export interface VendorPauses {
  /** Throws `rate_limited` while the vendor has asked to wait. */
  requireNone: (row: IntegrationRow, tool: Tool) => void
  /** Records a failure that names a time to wait. */
  note: (row: IntegrationRow, tool: Tool, failure: ToolFailure) => void
}

export function createVendorPauses(now: () => number): VendorPauses {
  /** When an integration, or one tool of it, may be used again, in milliseconds since 1970. */
  const ends = new Map<string, number>()
  const keyOfTool = (row: IntegrationRow, tool: Tool) => `${row.id} ${tool.name}`

  /** Returns the time that is left until the end of a pause. */
  function waitMsOf(key: string): number {
    const waitMs = (ends.get(key) ?? 0) - now()
    if (waitMs <= 0) ends.delete(key)
    return waitMs
  }

  return {
    requireNone(row, tool) {
      const waitMs = Math.max(waitMsOf(row.id), waitMsOf(keyOfTool(row, tool)))
      if (waitMs <= 0) return
      throw new ToolFailure(
        'rate_limited',
        'The vendor has asked to wait before the next call. Nothing was done now.',
        { retryAfterMs: waitMs },
      )
    },
    note(row, tool, { details: { retryAfterMs, waitsForThisToolOnly } }) {
      if (!retryAfterMs) return
      ends.set(waitsForThisToolOnly ? keyOfTool(row, tool) : row.id, now() + retryAfterMs)
    },
  }
}
