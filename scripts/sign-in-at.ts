/**
 * Signs in with an API token in the same way as the page, and returns the `Cookie` header of the session. Throws when
 * the server does not accept the token.
 */
export async function signInAt(origin: string, token: string): Promise<string> {
  const response = await fetch(`${origin}/sign-in/submit`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ token }),
    redirect: 'manual',
  })
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0])
  if (response.status !== 303 || cookies.length === 0)
    throw new Error(`Sign-in answered ${response.status}.`)
  return cookies.join('; ')
}
