/** Returns the answer of Google's APIs to an access token that is not valid. */
export function unauthenticated(): Response {
  return Response.json(
    {
      error: {
        code: 401,
        message:
          'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
        status: 'UNAUTHENTICATED',
      },
    },
    { status: 401, headers: { 'WWW-Authenticate': 'Bearer realm="https://accounts.google.com/"' } },
  )
}

/** Returns the answer of Google's APIs to a valid token without the scope for the call. */
export function insufficientScopes(): Response {
  return Response.json(
    {
      error: {
        code: 403,
        message: 'Request had insufficient authentication scopes.',
        status: 'PERMISSION_DENIED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
            domain: 'googleapis.com',
          },
        ],
      },
    },
    { status: 403 },
  )
}

/** Returns a refusal of Google's token endpoint. */
export function tokenRefusal(
  error: string,
  description: string,
  status: 400 | 401 = 400,
): Response {
  return Response.json({ error, error_description: description }, { status })
}
