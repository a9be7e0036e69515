/** A ceremony that ended without an answer. The message is a sentence for people. */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError'
}

/** The sentences for the errors of browsers (https://www.w3.org/TR/webauthn-3/#sctn-createCredential). */
const sentences: Record<string, string> = {
  NotAllowedError: 'No passkey was used, or it took too long. Press the button to try again.',
  AbortError: 'No passkey was used. Press the button to try again.',
  InvalidStateError:
    'This device has a passkey for you already. Sign in with that one, or use another device.',
  SecurityError: 'Browsers allow no passkeys at this address.',
  NotSupportedError: 'This device can make no passkey.',
}

async function begin(path: string, body: object) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
  if (!response) throw new PasskeyError('Miteos cannot be reached at the moment. Try again.')
  const answer = await response.json().catch(() => ({}))
  if (response.ok) return answer
  throw new PasskeyError(answer.detail ?? 'That did not work. Try again.')
}

/**
 * Asks the person's authenticator to create or to use a passkey. Returns the fields with which the form is posted.
 *
 * @param path the address that answers with the options of WebAuthn
 * @throws {PasskeyError} with a sentence for people
 */
export async function answerPasskey(
  kind: 'create' | 'use',
  path: string,
  body: object,
): Promise<{ response: string; state: string }> {
  const library = await import('@simplewebauthn/browser').catch(() => null)
  if (!library) throw new PasskeyError('Miteos cannot be reached at the moment. Try again.')
  if (!library.browserSupportsWebAuthn())
    throw new PasskeyError('This browser can use no passkeys, or not at this address.')
  const { options, state } = await begin(path, body)
  try {
    const answer = await (kind === 'create'
      ? library.startRegistration({ optionsJSON: options })
      : library.startAuthentication({ optionsJSON: options }))
    return { response: JSON.stringify(answer), state }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    throw new PasskeyError(sentences[name] ?? 'The passkey could not be used. Try again.')
  }
}
