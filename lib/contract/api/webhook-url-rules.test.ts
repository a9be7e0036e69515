import { expect, test } from 'vitest'
import { webhookUrlProblem } from './webhook-url-rules'

test.each([
  'https://app.example.com/webhooks',
  'https://app.example.com:8443/hooks?tenant=7&state=x',
  'https://93.184.216.34/hooks',
  'https://[2606:2800:220:1::1]/hooks',
])('%s can be the URL of a webhook in both environments', (url) => {
  expect([webhookUrlProblem(url, 'live'), webhookUrlProblem(url, 'test')]).toEqual([null, null])
})

test.each([
  'http://localhost:4000/hooks',
  'http://127.0.0.1/',
  'http://[::1]:80/',
  'https://localhost/',
])('%s can be the URL of a webhook in test only', (url) => {
  expect(webhookUrlProblem(url, 'test')).toBeNull()
  expect(webhookUrlProblem(url, 'live')).not.toBeNull()
})

test.each([
  ['', 'not_absolute'],
  ['app.example.com/hooks', 'not_absolute'],
  ['ftp://app.example.com/', 'not_absolute'],
  ['https:///hooks', 'not_absolute'],
  [`https://app.example.com/${'a'.repeat(2048)}`, 'too_long'],
  ['https://app.example.com/a b', 'bad_character'],
  ['https://bücher.example/', 'bad_character'],
  ['https://app.example.com/#top', 'fragment'],
  ['https://me:secret@app.example.com/', 'userinfo'],
  ['http://app.example.com/', 'not_https'],
  ['http://localhost.example.com/', 'not_https'],
  ['http://127.1/', 'not_https'],
  ['http://2130706433/', 'not_https'],
  ['https://intranet/', 'private_host'],
  ['https://printer.local/', 'private_host'],
  ['https://metadata.google.internal/', 'private_host'],
  ['https://api.localhost/', 'private_host'],
  ['https://localhost./', 'private_host'],
])('%s is refused: %s', (url, reason) => {
  for (const environment of ['live', 'test'] as const)
    expect(webhookUrlProblem(url, environment)?.reason).toBe(reason)
})
