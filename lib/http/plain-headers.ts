/**
 * Returns the headers that every answer of ours has, unless it replaces some of them. With them no cache stores the answer, and no browser guesses its
 * type, shows it in a frame or runs scripts in it.
 */
export function plainHeaders(appUrl: string): Record<string, string> {
  return {
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(appUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=63072000' } : {}),
  }
}
