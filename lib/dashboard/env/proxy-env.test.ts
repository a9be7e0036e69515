import { expect, test } from 'vitest'
import { parseEnv } from './env'

test('proxies are read from variables in small or capital letters, small letters first, with or without a scheme', () => {
  expect(
    parseEnv({
      HTTPS_PROXY: 'http://other.example:1',
      https_proxy: 'proxy.example:3128',
      HTTP_PROXY: 'https://me:secret@proxy.example',
      no_proxy: 'internal.example',
    }).proxies,
  ).toEqual({
    https: 'http://proxy.example:3128/',
    http: 'https://me:secret@proxy.example/',
    except: 'internal.example',
  })
})

test.each(['socks5://proxy.example', 'http://me:canary@proxy.example/path', 'ftp://p', 'a b'])(
  'a proxy that cannot be used is refused without being quoted: %s',
  (value) => {
    for (const variable of ['HTTPS_PROXY', 'http_proxy']) {
      let message = ''
      try {
        parseEnv({ [variable]: value })
      } catch (error) {
        message = String(error)
      }
      expect(message).toMatch(new RegExp(`ConfigurationError: ${variable} must`))
      expect(message).not.toContain('canary')
    }
  },
)
