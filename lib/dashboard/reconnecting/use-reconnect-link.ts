import 'server-only'
import { isService } from '@/lib/contract/services/catalogue'
import { seeOther } from '@/lib/http/see-other'
import { beginAttempt } from '../attempts/begin-connect'
import type { FormPost } from '../routes/form-handler'
import { type SignedInPost, signedInForm } from '../sessions/signed-in-form'
import { reconnectPath } from './reconnect-path'

function secretIn({ fields }: FormPost): string {
  return fields.get('link') ?? ''
}

/**
 * Records that the signed-in person uses the link. When they cannot, returns a redirect to the
 * page, which says why; otherwise null.
 */
async function claim(post: SignedInPost, secret: string): Promise<Response | null> {
  const { dashboard, miteos, appUrl } = post
  const { id: accountId, environment, actor } = await miteos.account()
  const claimant = actor && { accountId, environment, actor }
  const isClaimed = claimant && (await dashboard.embedded?.reconnectLinks.claim(secret, claimant))
  return isClaimed ? null : seeOther(reconnectPath(secret), appUrl)
}

/**
 * Handles the form of the page to which a reconnect link leads. Sends the person to the provider,
 * where they have to choose the account that the integration has. From then on nobody else can use
 * the link.
 */
export const submitReconnectLink = signedInForm(
  async (post) => {
    const { dashboard, appUrl } = post
    const secret = secretIn(post)
    const found = await dashboard.embedded?.reconnectLinks.find(secret)
    if (found?.outcome !== 'open' || !isService(found.link.service))
      return seeOther(reconnectPath(secret), appUrl)
    const { id, service, integrationId } = found.link
    const wanted = {
      service,
      reconnects: integrationId,
      reconnectLink: id,
      returnTo: `/integrations/${encodeURIComponent(integrationId)}`,
    }
    return beginAttempt(post, wanted, () => claim(post, secret))
  },
  (post) => reconnectPath(secretIn(post)),
)
