import { expect, test } from 'vitest'
import { listedIntegrationSchema } from '@/lib/contract/api/integration'
import { meaningOf } from './check-words'

function integration(status: string) {
  return listedIntegrationSchema.parse({ id: 'int_a', service: 'gmail', status })
}

test.each([
  ['alive', 'connected', 'The access works, so the status is “Connected”.'],
  ['dead', 'error', 'The access has ended, so the status is “Needs reconnecting”.'],
  [
    'dead',
    'connected',
    'The access had ended then. The integration was reconnected since, so the status is “Connected”.',
  ],
  [
    'alive',
    'error',
    'The access worked then. It has ended since, so the status is “Needs reconnecting”.',
  ],
] as const)(
  'the check "%s" of an integration that is "%s" is explained',
  (outcome, status, words) => {
    expect(meaningOf(outcome, integration(status))).toBe(words)
  },
)
