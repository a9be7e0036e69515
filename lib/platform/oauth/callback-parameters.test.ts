import { expect, it } from 'vitest'
import { gmail } from '../providers/gmail'
import { notion } from '../providers/notion'
import { readCallback } from './callback-parameters'

const callbackUrl = (query: string) =>
  new URL(`https://app.example/integrations/connect/callback/x?${query}`)
const googleIssuer = encodeURIComponent('https://accounts.google.com')

it.each([
  ['code=4%2F0abc&state=s', '4/0abc'],
  [`code=abc&state=s&iss=${googleIssuer}&scope=openid&authuser=0`, 'abc'],
])('reads the code of ?%s', (query, code) => {
  expect(readCallback(gmail, callbackUrl(query))).toEqual({ outcome: 'code', code })
})

it.each([
  ['error=access_denied&state=s', 'access_denied'],
  ['error=access_denied&error_description=The+user&state=s', 'access_denied'],
  ['error=%3Cscript%3E&state=s', 'unknown_error'],
])('reads the error of ?%s', (query, error) => {
  expect(readCallback(gmail, callbackUrl(query))).toEqual({ outcome: 'error', error })
})

it.each([
  ['code=a&code=b&state=s', 'repeated'],
  ['code=a&state=s&state=s', 'repeated'],
  ['error=a&error=b', 'repeated'],
  [`code=a&iss=${googleIssuer}&iss=${googleIssuer}`, 'repeated'],
  ['code=a&state=s&iss=https%3A%2F%2Fevil.example', 'another_issuer'],
  ['code=a&state=s&iss=', 'another_issuer'],
  ['error=access_denied&iss=https%3A%2F%2Fevil.example', 'another_issuer'],
  ['code=a&error=access_denied&state=s', 'code_and_error'],
  ['state=s', 'neither'],
  ['code=&state=s', 'neither'],
  ['', 'neither'],
])('refuses ?%s', (query, reason) => {
  expect(readCallback(gmail, callbackUrl(query))).toEqual({ outcome: 'invalid', reason })
})

it('refuses the issuer of one provider in the answer of another', () => {
  expect(readCallback(notion, callbackUrl(`code=a&state=s&iss=${googleIssuer}`))).toEqual({
    outcome: 'invalid',
    reason: 'another_issuer',
  })
})
