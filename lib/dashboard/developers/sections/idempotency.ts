import { idempotencyHours } from '@/lib/contract/api/limits'
import type { Section } from '@/lib/contract/view/developers'
import { command, list, section, text } from '../blocks'
import { tokenVariable } from '../example-request'
import type { DevelopersFacts } from '../facts'

/** Returns the section about repeating a request safely. */
export function idempotency({ apiAddress }: DevelopersFacts): Section {
  const lines = [
    `curl -X POST ${apiAddress}/integrations`,
    `-H "Authorization: Bearer $${tokenVariable}"`,
    "-H 'Content-Type: application/json'",
    "-H 'Idempotency-Key: order-4711'",
    `-d '{"service":"telegram"}'`,
  ]
  return section(
    'idempotency',
    'Idempotency',
    text(
      `A network can lose the answer to a request that worked. Send an \`Idempotency-Key\` of your choice (1 to 255 printable characters) with \`POST /v1/integrations\`, and repeat the request with the same key: for ${idempotencyHours} hours it gets the first answer, and the header \`Idempotency-Replayed: true\`.`,
    ),
    command('Connect with an idempotency key', lines.join(' \\\n  ')),
    list(
      'The same key with another body is refused: [`idempotency_conflict`](/developers/errors/idempotency_conflict).',
      'A request that was refused before it spent a code is not kept, so the key can be used again.',
      '`DELETE` may be repeated without a key.',
      'Without a key, never repeat a POST blindly: read the list first.',
    ),
  )
}
