import { describe, expect, test } from 'vitest'
import { appNameProblem, redirectUriProblem } from './redirect-uri-rules'

describe('a redirect URI', () => {
  test.each([
    'https://app.example.com/callback',
    'https://app.example.com',
    'https://app.example.com:8443/callback?tenant=7',
    'https://app.example.com/a%20b/~c',
    'https://sub.app.example.co.uk/',
  ])('can be registered in both environments: %s', (uri) => {
    expect(redirectUriProblem(uri, 'live')).toBeNull()
    expect(redirectUriProblem(uri, 'test')).toBeNull()
  })

  test.each([
    ['http://localhost/callback', 'not_https'],
    ['http://localhost:3000/callback', 'not_https'],
    ['http://127.0.0.1:8080/callback', 'not_https'],
    ['http://[::1]:8080/callback', 'not_https'],
    ['https://127.0.0.1/callback', 'ip_address'],
    ['https://localhost/callback', 'private_host'],
    ['https://intranet/callback', 'private_host'],
    ['https://intranet./callback', 'private_host'],
    ['https://printer.local/callback', 'private_host'],
    ['https://api.internal/callback', 'private_host'],
    ['https://app.localhost/callback', 'private_host'],
  ])('can be registered in test, but not in live: %s', (uri, reason) => {
    expect(redirectUriProblem(uri, 'test')).toBeNull()
    expect(redirectUriProblem(uri, 'live')?.reason).toBe(reason)
  })

  test.each([
    ['', 'not_absolute'],
    ['/callback', 'not_absolute'],
    ['//app.example.com/callback', 'not_absolute'],
    ['app.example.com/callback', 'not_absolute'],
    ['https:app.example.com/callback', 'not_absolute'],
    ['https:///callback', 'not_absolute'],
    ['https://app.example.com:99999/callback', 'not_absolute'],
    ['HTTPS://app.example.com/callback', 'not_absolute'],
    ['HTTP://localhost:9/callback', 'not_absolute'],
    ['javascript:alert(1)', 'not_absolute'],
    ['data:text/html,hi', 'not_absolute'],
    ['custom.scheme://callback', 'not_absolute'],
    ['http://app.example.com/callback', 'not_https'],
    ['http://localhost.example.com/callback', 'not_https'],
    ['http://app.localhost/callback', 'not_https'],
    ['http://127.0.0.2/callback', 'not_https'],
    ['http://0.0.0.0/callback', 'not_https'],
    ['https://192.0.2.7/callback', 'ip_address'],
    ['https://2130706433/callback', 'ip_address'],
    ['https://0x7f.1/callback', 'ip_address'],
    ['https://0X7F000001/callback', 'ip_address'],
    ['https://[2001:db8::1]/callback', 'ip_address'],
    ['https://[::ffff:127.0.0.1]/callback', 'ip_address'],
    ['https://app.example.com/callback#', 'fragment'],
    ['https://app.example.com/callback#a', 'fragment'],
    ['https://ana@app.example.com/callback', 'userinfo'],
    ['https://ana:secret@app.example.com/callback', 'userinfo'],
    ['https://app.example.com@evil.example/callback', 'userinfo'],
    ['https://*.example.com/callback', 'wildcard'],
    ['https://app.example.com/*', 'wildcard'],
    ['https://app.example.com/call back', 'bad_character'],
    ['https://app.example.com\\callback', 'bad_character'],
    ['https://app.example.com/callback\n', 'bad_character'],
    ['https://app.example.com/callback\0', 'bad_character'],
    ['https://äpp.example.com/callback', 'bad_character'],
    ['https://app.example.com/callback?state=1', 'reserved_parameter'],
    ['https://app.example.com/callback?a=1&oauth_code=2', 'reserved_parameter'],
    ['https://app.example.com/callback?%73tate=1', 'reserved_parameter'],
    ['https://app.example.com/callback?error', 'reserved_parameter'],
    [`https://app.example.com/${'a'.repeat(2048)}`, 'too_long'],
  ])('cannot be registered anywhere: %s', (uri, reason) => {
    for (const environment of ['live', 'test'] as const) {
      const problem = redirectUriProblem(uri, environment)
      expect(problem?.reason).toBe(reason)
      expect(problem?.detail).toMatch(/\.$/)
    }
  })

  test('has at most 2,048 characters', () => {
    const start = 'https://app.example.com/'
    expect(redirectUriProblem(start.padEnd(2048, 'a'), 'live')).toBeNull()
    expect(redirectUriProblem(start.padEnd(2049, 'a'), 'live')?.reason).toBe('too_long')
  })
})

describe('the name of an app', () => {
  test.each(['A', 'Onboarding', 'Ana’s app', '株式会社', 'a'.repeat(64)])('can be %s', (name) => {
    expect(appNameProblem(name)).toBeNull()
  })

  const malformed = ['', ' ', ' a', 'a ', 'a\nb', 'a\0', 'a\u202eb', '\ud800', 'a'.repeat(65)]
  // Nothing of these names can be seen.
  const invisible = ['\u200b', '\u3164', '\u2800', '\u034f']
  test.each([...malformed, ...invisible])('cannot be %j', (name) => {
    expect(appNameProblem(name)).toContain('1 to 64')
  })
})
