/** Posts the form of the sign-in page, and returns the `Cookie` header of the session. Throws when nobody is signed in. */
async function submit(origin: string, fields: Record<string, string>): Promise<string> {
  const response = await fetch(`${origin}/sign-in/submit`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0])
  if (response.status !== 303 || cookies.length === 0)
    throw new Error(`Sign-in answered ${response.status}.`)
  return cookies.join('; ')
}

/**
 * Signs in with an API token in the same way as the page, and returns the `Cookie` header of the session. Throws when
 * the server does not accept the token.
 */
export function signInAt(origin: string, token: string): Promise<string> {
  return submit(origin, { token })
}

/** Signs in as a new person with a sign-in link, without a passkey. Returns the `Cookie` header of the session. */
export function signInAsPersonAt(link: string, name: string): Promise<string> {
  const { origin, searchParams } = new URL(link)
  return submit(origin, { link: searchParams.get('link') ?? '', name })
}
