import type { IntegrationRow } from '../grants/integration-row'
import type { Tool } from './tool'
import { ToolFailure } from './tool-failure'

/** Remembers how long a vendor asks us to wait before the next call of a tool with an integration. */
export interface VendorPauses {
  /** Throws `rate_limited` while the vendor has asked to wait. */
  requireNone: (row: IntegrationRow, tool: Tool) => void
  /** Notes a failure that names a time to wait. */
  note: (row: IntegrationRow, tool: Tool, failure: ToolFailure) => void
}

export function createVendorPauses(now: () => number): VendorPauses {
  /** When each tool of an integration may be called again, in milliseconds since 1970. */
  const ends = new Map<string, number>()
  const keyOf = (row: IntegrationRow, tool: Tool) => `${row.id} ${tool.name}`

  return {
    requireNone(row, tool) {
      const key = keyOf(row, tool)
      const waitMs = (ends.get(key) ?? 0) - now()
      if (waitMs <= 0) {
        ends.delete(key)
        return
      }
      throw new ToolFailure(
        'rate_limited',
        'The vendor has asked to wait before the next call. Nothing was done.',
        { retryAfterMs: waitMs },
      )
    },
    note(row, tool, { kind, details: { retryAfterMs } }) {
      if (kind === 'rate_limited' && retryAfterMs) ends.set(keyOf(row, tool), now() + retryAfterMs)
    },
  }
}
