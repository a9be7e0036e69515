import { expect, test } from 'vitest'
import { fakeProvider } from '@/tests/support/fake-provider'
import { newGoogleKey } from '@/tests/support/vendor-signals'
import { createGoogleKeys } from './google-keys'

const minute = 60_000
const jwks_uri = 'https://www.googleapis.com/oauth2/v3/certs'
const down = () => new Response('down', { status: 503 })

async function scene() {
  const { jwk } = await newGoogleKey('google-1')
  const time = { now: 1_700_000_000_000 }
  const answers = {
    discovery: () => Response.json({ issuer: 'https://accounts.google.com/', jwks_uri }),
    keys: () => Response.json({ keys: [jwk] }),
  }
  const asked: string[] = []
  const client = fakeProvider(
    ({ url }) => {
      asked.push(url)
      return url.endsWith('/risc-configuration') ? answers.discovery() : answers.keys()
    },
    { now: time.now },
  )
  const keysOf = createGoogleKeys(() => time.now)
  const read = (maxAgeMs: number) =>
    keysOf({ service: 'gmail', environment: 'live', client }, maxAgeMs)
  return { time, answers, asked, read }
}

test('the keys are those that the discovery document names, and are kept', async () => {
  const { asked, read } = await scene()
  const [one, other] = await Promise.all([read(minute), read(minute)])
  expect(one).toBe(other)
  expect(one.issuer).toBe('https://accounts.google.com/')
  expect(await one.findKey({ alg: 'RS256', kid: 'google-1' })).toBeDefined()
  expect(asked).toEqual(['https://accounts.google.com/.well-known/risc-configuration', jwks_uri])
})

test('Google is asked again when the keys are too old, but at most once a minute', async () => {
  const { time, asked, read } = await scene()
  const first = await read(0)
  expect(await read(0)).toBe(first)
  expect(asked).toHaveLength(2)
  time.now += minute
  expect(await read(5 * minute)).toBe(first)
  expect(asked).toHaveLength(2)
  expect(await read(0)).not.toBe(first)
  expect(asked).toHaveLength(4)
})

test('the keys from before are used while Google cannot be asked', async () => {
  const { time, answers, asked, read } = await scene()
  const first = await read(minute)
  answers.discovery = down
  for (const pause of [2 * minute, 1000, 2 * minute]) {
    time.now += pause
    expect(await read(minute)).toBe(first)
  }
  expect(asked).toHaveLength(4)
})

test.each<[string, () => Response]>([
  ['fails', down],
  ['is not there', () => Response.json({}, { status: 404 })],
  ['names no keys', () => Response.json({ issuer: 'https://accounts.google.com/' })],
  ['names keys without TLS', () => Response.json({ issuer: 'x', jwks_uri: 'http://x.example' })],
  ['is a web page', () => new Response('<h1>x</h1>')],
])('without keys from before it is an error when the discovery document %s', async (_, answer) => {
  const { time, answers, asked, read } = await scene()
  const { discovery } = answers
  answers.discovery = answer
  await expect(read(minute)).rejects.toThrow('gmail')
  await expect(read(minute)).rejects.toThrow('gmail')
  expect(asked).toHaveLength(1)
  answers.discovery = discovery
  time.now += minute
  expect((await read(minute)).issuer).toBe('https://accounts.google.com/')
})
