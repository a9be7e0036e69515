import type { IntegrationRow } from '../grants/integration-row'
import type { Tool } from './tool'
import { ToolFailure } from './tool-failure'
import { cutText, readableText } from './untrusted-text'

/** An output has fewer bytes than this. More would fill the context of an agent. */
const maxOutputBytes = 20_000
/** Texts are cut to this many characters, then to half as many, and so on until the output fits. */
const maxTextLength = 16_000
/** Texts are cut to no fewer characters than this. */
const shortestCut = 60

/**
 * Returns the output of a tool as it is answered: only the fields of its schema, without characters that cannot be
 * seen, with the account that was used, and under 20 KB. When it is larger, its longest texts are cut.
 *
 * @throws {ToolFailure} when it cannot be cut to that size
 */
export function presentOutput(
  tool: Pick<Tool, 'output'>,
  output: object,
  {
    id: integration_id,
    external_id,
    account_name,
  }: Pick<IntegrationRow, 'id' | 'external_id' | 'account_name'>,
): Record<string, unknown> {
  const account = { id: external_id, name: account_name, integration_id }
  const whole: Record<string, unknown> = { ...tool.output.parse(output), account }
  // A cursor that was cut would lead nowhere.
  const cursor = whole.next_cursor === undefined ? {} : { next_cursor: whole.next_cursor }
  for (let limit = maxTextLength; limit >= shortestCut; limit = Math.floor(limit / 2)) {
    const cut = { ...cleaned(whole, limit), ...cursor }
    if (Buffer.byteLength(JSON.stringify(cut)) < maxOutputBytes) return cut
  }
  throw new ToolFailure(
    'vendor_refused',
    'The answer is too large. Ask for less, for example with a smaller limit.',
  )
}

function cleaned<Value extends object>(value: Value, limit: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, cleanedValue(field, limit)]),
  )
}

function cleanedValue(value: unknown, limit: number): unknown {
  if (typeof value === 'string') return cutText(readableText(value), limit)
  if (Array.isArray(value)) return value.map((item) => cleanedValue(item, limit))
  return value instanceof Object ? cleaned(value, limit) : value
}
