import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi'

/** Returns a new verifier (RFC 7636), which is kept here, and its S256 challenge, which is sent to the provider. */
export async function createPkce(): Promise<{ verifier: string; challenge: string }> {
  const verifier = generateRandomCodeVerifier()
  return { verifier, challenge: await calculatePKCECodeChallenge(verifier) }
}
