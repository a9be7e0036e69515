import { describe, expect, test } from 'vitest'
import { mostSimilarUri, uriDifference } from './uri-difference'

const registered = 'https://app.example.com/callback'

describe('the difference of two URIs', () => {
  test.each([
    ['https://app.example.com/callback/', ['ends in /'], 32],
    ['http://app.example.com/callback', ['http, not https'], 4],
    ['https://app.example.com/Callback', [expect.stringContaining('upper and lower case')], 24],
    ['https://app.example.com/back', ['the path “/back”, not “/callback”'], 24],
    ['https://app.example.com:443/callback', ['has the port 443'], 23],
    ['https://www.example.com/callback', ['www.example.com, not app.example.com'], 8],
    ['https://app.example.com/callback?a=b', ['has “?a=b”, which the other has not'], 32],
    ['https://app.example.com/callback#', ['has “#”, which the other has not'], 32],
    ['https://app.example.com/callback ', ['has a space around it'], 32],
    ['app.example.com/callback', ['is not a complete address'], 0],
    [
      'http://app.example.com:8080/callback/',
      ['http, not https', 'has the port 8080', 'ends in /'],
      4,
    ],
  ])('of %s is told in words', (uri, words, at) => {
    expect(uriDifference(uri, registered)).toEqual({ at, words })
  })

  test('is found between 127.0.0.1 and localhost, and between two ports', () => {
    const local = 'http://localhost:3000/callback'
    expect(uriDifference('http://127.0.0.1:3000/callback', local)?.words).toEqual([
      '127.0.0.1, not localhost',
    ])
    expect(uriDifference('http://localhost:3001/callback', local)?.words).toEqual([
      'port 3001, not 3000',
    ])
    expect(uriDifference('http://localhost/callback', local)?.words).toEqual([
      'without the port 3000',
    ])
  })

  test('is found in a colon without a port', () => {
    const local = 'http://localhost/callback'
    expect(uriDifference('http://localhost:/callback', local)?.words).toEqual([
      'has a colon without a port',
    ])
    expect(uriDifference(local, 'http://localhost:/callback')?.words).toEqual([
      'without a colon that has no port',
    ])
    expect(uriDifference('http://localhost:/callback', 'http://localhost:80/callback')).toEqual({
      at: 17,
      words: ['no port after the colon, not 80'],
    })
  })

  test('is found when a slash or a query is missing', () => {
    expect(uriDifference('https://a.example', 'https://a.example/')?.words).toEqual([
      'does not end in /',
    ])
    expect(uriDifference(registered, `${registered}?tenant=7`)?.words).toEqual([
      'without “?tenant=7”',
    ])
  })

  test('is null when they are equal, byte by byte', () => {
    expect(uriDifference(registered, registered)).toBeNull()
  })
})

test('the most similar URI is the one with the longest shared beginning and ending', () => {
  const others = ['https://other.example/x', registered, 'http://localhost:3000/callback']
  expect(mostSimilarUri('http://app.example.com/callback', others)).toBe(registered)
  expect(mostSimilarUri('http://127.0.0.1:3000/callback', others)).toBe(others[2])
  expect(mostSimilarUri(` ${registered} `, ['http://a.example', ...others])).toBe(registered)
  expect(mostSimilarUri(registered, [])).toBeNull()
})

test('a character that cannot be seen is shown by its number', () => {
  expect(uriDifference('https://app.example.com/call\u200bback', registered)?.words).toEqual([
    'the path “/call\\u{200b}back”, not “/callback”',
  ])
})
