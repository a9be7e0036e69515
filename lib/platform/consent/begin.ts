import { serviceName } from '@/lib/contract/services/catalogue'
import { redirectByPage } from '@/lib/http/redirect-by-page'
import { providerRedirectUri } from '../core/provider-redirect-uri'
import { authorizationUrl } from '../oauth/authorization-url'
import { createPkce } from '../oauth/pkce'
import type { Admission } from './admission'
import type { ConsentContext } from './consent-context'

/** Begins a transaction and returns the answer that sends the browser to the provider. */
export async function beginTransaction(
  context: ConsentContext,
  request: Request,
  admission: Extract<Admission, { kind: 'oauth' }>,
): Promise<Response> {
  const { settings, storage, connectAttempts, transactions, cookie, limits, log, refuse, now } =
    context
  const { link, person, provider, client } = admission
  const waitSeconds = await limits.connects(person.id)
  if (waitSeconds !== null)
    return refuse('rate_limited', { service: link.service, retryAfterSeconds: waitSeconds })

  const pkce = provider.usesPkce ? await createPkce() : undefined
  const redirectUri = providerRedirectUri(settings.appUrl, link.service)
  await storage.ready()
  const { state, browserSecret } = await storage.db.transaction().execute(async (db) => {
    const at = now()
    const beginning = {
      ...admission,
      steps: [
        { step: 'started', at },
        { step: 'at_provider', at },
      ] as const,
      expiresAt: at + settings.connectAttemptTtlMs,
    }
    const transaction = {
      person,
      service: link.service,
      redirectUri: link.redirectUri,
      clientState: link.state,
      attemptId: await connectAttempts.begin(beginning, db),
      secrets: { codeVerifier: pkce?.verifier, providerRedirectUri: redirectUri },
    }
    return transactions.begin(transaction, db)
  })
  const url = authorizationUrl(provider, client, {
    redirectUri,
    state,
    ...(pkce ? { codeChallenge: pkce.challenge } : {}),
  })
  log.info({ service: link.service, account: person.accountId }, 'connect began')
  const cookies = cookie.set(request, state, browserSecret, settings.connectAttemptTtlMs)
  const name = serviceName(link.service)
  return redirectByPage(
    { href: url.href, title: `On to ${name}`, label: `Go on to ${name}` },
    { appUrl: settings.appUrl, accept: request.headers.get('accept'), cookies },
  )
}
