import { expect, test } from 'vitest'
import { listedRow } from '@/tests/support/listed-row'
import { presentOutput } from './present-output'
import { readChannel } from './slack/read-channel'

test('a long text is cut, and the cursor after it stays whole', () => {
  const text = '長'.repeat(12_000)
  const next_cursor = 'c'.repeat(5_000)
  const messages = [{ id: '1.2', author: 'U1', text, at: '2026-11-30T00:00:00Z' }]
  const output = presentOutput(readChannel, { messages, next_cursor }, listedRow)
  expect(output).toMatchObject({ messages: [{ text: expect.stringMatching(/…$/) }], next_cursor })
})
