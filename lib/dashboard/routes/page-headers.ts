interface ScriptPolicy {
  nonce: string
  /** `next dev` evaluates code, adds styles without a nonce and uses a web socket. */
  isDevelopment: boolean
}

/** Returns a policy that allows scripts and styles with the nonce of this answer only, and no frames or objects. */
export function contentSecurityPolicy({ nonce, isDevelopment }: ScriptPolicy): string {
  const directives = {
    'default-src': ["'none'"],
    'script-src': [`'nonce-${nonce}'`, "'strict-dynamic'", isDevelopment ? "'unsafe-eval'" : ''],
    'style-src': ["'self'", isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", isDevelopment ? 'ws:' : ''],
    'manifest-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources.filter(Boolean)].join(' '))
    .join('; ')
}

/** Returns the headers of a page of the dashboard. */
export function pageHeaders(
  pathname: string,
  { policy, appUrl }: { policy: string; appUrl: string },
): Record<string, string> {
  const isCallbackPage = /^\/callback\/?$/.test(pathname)
  return {
    'content-security-policy': policy,
    'cache-control': 'private, no-store',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'referrer-policy': isCallbackPage ? 'no-referrer' : 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(appUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=63072000' } : {}),
  }
}
