import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi'

/** A fresh RFC 7636 verifier, which stays here, and the S256 challenge that goes to the provider. */
export async function createPkce(): Promise<{ verifier: string; challenge: string }> {
  const verifier = generateRandomCodeVerifier()
  return { verifier, challenge: await calculatePKCECodeChallenge(verifier) }
}
