import { expect, test } from 'vitest'
import { homeUrl } from './home-url.mjs'

test.each([
  ['APP_URL', { APP_URL: 'https://miteos.example' }, 'https://miteos.example/integrations'],
  ['APP_URL with a slash', { APP_URL: 'https://a.example/' }, 'https://a.example/integrations'],
  ['the port when APP_URL is missing', { PORT: '3001' }, 'http://localhost:3001/integrations'],
  ['its path alone when APP_URL is no URL', { APP_URL: 'miteos', PORT: '3000' }, '/integrations'],
])('the address of the list of integrations is made from %s', (_, environment, url) => {
  expect(homeUrl(environment)).toBe(url)
})
