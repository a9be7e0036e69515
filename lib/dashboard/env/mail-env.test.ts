import { expect, test } from 'vitest'
import { parseEnv } from './env'

const from = 'miteos@example.com'
const read = (SMTP_URL: string, MAIL_FROM = from) => parseEnv({ SMTP_URL, MAIL_FROM }).mail

test.each([
  ['smtp://smtp.example.com', { host: 'smtp.example.com', port: 587, encryption: 'starttls' }],
  ['smtps://smtp.example.com/', { host: 'smtp.example.com', port: 465, encryption: 'tls' }],
  ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, encryption: 'none' }],
  ['smtp://[::1]:1025', { host: '::1', port: 1025, encryption: 'none' }],
  ['smtp://localhost?tls=required', { host: 'localhost', port: 587, encryption: 'starttls' }],
  ['smtp://relay.internal:25?tls=none', { host: 'relay.internal', port: 25, encryption: 'none' }],
  [
    'smtps://ana%40example.com:p%40ss%3A%2F%25@smtp.example.com:2465',
    {
      host: 'smtp.example.com',
      port: 2465,
      encryption: 'tls',
      credentials: { user: 'ana@example.com', pass: 'p@ss:/%' },
    },
  ],
])('SMTP_URL=%s is read', (url, server) => {
  expect(read(url)).toEqual({ ...server, from: { name: 'Miteos Integrations', address: from } })
})

test.each([
  ['Miteos <miteos@example.com>', 'Miteos'],
  ['"Miteos, Integrations" <miteos@example.com>', 'Miteos, Integrations'],
  ['Милена <miteos@example.com>', 'Милена'],
])('MAIL_FROM=%s is read', (text, name) => {
  expect(read('smtps://smtp.example.com', text)?.from).toEqual({ name, address: from })
})

test.each([
  'smtp.example.com',
  'http://smtp.example.com',
  'smtp://',
  'smtp://canary_user:canary_password@smtp.example.com/path',
  'smtp://canary_user:canary_password@smtp.example.com:99999',
  'smtp://canary_user:canary%password@smtp.example.com',
  'smtp://canary_user@smtp.example.com',
  'smtp://canary_user:canary_password@smtp.example.com?tls=none',
  'smtp://canary_user:canary_password@smtp.example.com?tls=perhaps',
  'smtp://canary_user:canary_password@smtp.example.com?ignoreTLS=true',
  'smtp://canary_user:canary_password@smtp.example.com?tls=required&pool=true',
  'smtp://canary_user:canary_password@smtp.example.com#x',
])('SMTP_URL=%s stops the start, and the sentence about it repeats no secret', (url) => {
  expect(() => read(url)).toThrow(/^SMTP_URL/)
  expect(() => read(url)).not.toThrow(/canary/)
})

test.each([
  'miteos',
  'miteos@example.com, other@example.com',
  'Miteos <miteos@example.com> <other@example.com>',
  'Miteos\r\nBcc: other@example.com <miteos@example.com>',
  'Miteos <>',
])('MAIL_FROM=%j stops the start with a sentence', (text) => {
  expect(() => read('smtps://smtp.example.com', text)).toThrow(/^MAIL_FROM must be an address/)
})

test('both variables are needed, and without them no mail is sent', () => {
  expect(parseEnv({}).mail).toBeUndefined()
  expect(() => parseEnv({ MAIL_FROM: from })).toThrow('SMTP_URL is missing: MAIL_FROM is set.')
  const APP_URL = 'https://integrations.example.com'
  expect(parseEnv({ SMTP_URL: 'smtps://smtp.example.com', APP_URL }).mail?.from).toEqual({
    name: 'Miteos Integrations',
    address: 'miteos@integrations.example.com',
  })
})
