import { expect, test } from 'vitest'
import { createSlackReceiver } from './slack'

/** The example in Slack's documentation: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const example = {
  secret: '8f742231b10e8888abcd99yyyzzz85a5',
  time: 1_531_420_618,
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
}

function read({ secret, time, signature, body }: typeof example, secondsLater = 0) {
  const receiver = createSlackReceiver(secret, () => (example.time + secondsLater) * 1000)
  const headers = new Headers({
    'x-slack-request-timestamp': String(time),
    'x-slack-signature': signature,
  })
  return receiver.read({ path: '', headers, body: Buffer.from(body) })
}

test('the example in Slack’s documentation is signed, and tells nothing about a grant', async () => {
  expect(await read(example)).toBe('nothing_to_do')
})

test.each<[string, Partial<typeof example>]>([
  ['with another body', { body: `${example.body}&` }],
  ['with another time', { time: example.time + 1 }],
  ['with another secret', { secret: '8f742231b10e8888abcd99yyyzzz85a6' }],
  [
    'with the signature of an unknown version',
    { signature: example.signature.replace('v0', 'v1') },
  ],
  ['with half of its signature', { signature: example.signature.slice(0, 35) }],
  ['without a signature', { signature: '' }],
])('the example %s is not signed', async (_, change) => {
  expect(await read({ ...example, ...change })).toBeUndefined()
})

test('a request is accepted for five minutes', async () => {
  expect(await read(example, 300)).toBe('nothing_to_do')
  expect(await read(example, 301)).toBeUndefined()
  expect(await read(example, -300)).toBe('nothing_to_do')
  expect(await read(example, -301)).toBeUndefined()
})
