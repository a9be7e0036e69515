import { expect } from 'vitest'

/** Expects a page that refuses: with this status and title, no redirect, and a reference that is in the log. */
export async function expectRefusal(
  response: Response,
  status: number,
  title: string,
  logged: () => string,
) {
  const text = await response.text()
  expect(text).toContain(`<h1>${title}</h1>`)
  expect(response.status).toBe(status)
  expect(response.headers.get('location')).toBeNull()
  expect(response.headers.getSetCookie()).toEqual([])
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(text).toContain('Nothing was changed')
  expect(text.match(/class="button"/g)).toHaveLength(1)
  const reference = /Reference (?:<a [^>]*>)?<code>(ref_[\w-]{12})<\/code>/.exec(text)?.[1]
  expect(reference).toBeDefined()
  expect(logged()).toContain(reference)
}
