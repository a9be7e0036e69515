import { z } from 'zod'
import { appUrl, codeOf, consent, redirectUri, type TestSandbox } from './sandbox'

const tokenSchema = z.object({ access_token: z.string() })

/** Connects the first account of the simulated Notion, and returns the access token. */
export async function notionToken(testSandbox: TestSandbox): Promise<string> {
  const url = new URL(`${appUrl}/sandbox/notion/v1/oauth/authorize`)
  url.search = new URLSearchParams({
    client_id: 'sandbox_notion',
    redirect_uri: redirectUri,
    response_type: 'code',
    owner: 'user',
  }).toString()
  const answer = await testSandbox.ask('notion', '/v1/oauth/token', {
    method: 'POST',
    body: JSON.stringify({
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code: codeOf(await consent(testSandbox, url)),
    }),
    headers: {
      authorization: `Basic ${Buffer.from('sandbox_notion:sandbox_secret_notion').toString('base64')}`,
      'content-type': 'application/json',
      'notion-version': '2025-09-03',
    },
  })
  return tokenSchema.parse(await answer.json()).access_token
}
