import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { WayBack } from '@/lib/contract/view/way-back'
import { requestIdFrom } from '@/lib/http/request-id'
import { safeSignInPath } from '../routes/return-path'
import type { Search } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { currentSession } from '../sessions/session'
import { attemptAddress } from './attempt-address'
import { describeForVisitor, type WayBackDescription } from './describe-way-back'
import { readWayBackParameters, searchParametersOf } from './way-back-parameters'

/** Describes the callback page. Cached, because the page needs the description for its title and its content. */
const describeCallback = cache(async (query: string): Promise<WayBackDescription> => {
  const dashboard = theDashboard()
  const parameters = readWayBackParameters(new URLSearchParams(query))
  const session = await currentSession()
  if (!session)
    return { goTo: safeSignInPath(await attemptAddress(dashboard.attempts, parameters), 'ended') }
  const requestHeaders = await headers()
  return describeForVisitor(dashboard, parameters, {
    visitor: { cookie: requestHeaders.get('cookie'), session },
    requestId: requestIdFrom(requestHeaders.get('x-request-id')),
  })
})

/** Returns the content of `/callback` for these parameters, or null when the page redirects. */
export async function wayBackOrNull(search: Search): Promise<WayBack | null> {
  const description = await describeCallback(searchParametersOf(search).toString())
  return 'show' in description ? description.show : null
}

/**
 * Returns the content of `/callback` for these parameters. Redirects to the same page without code and state
 * when they are no longer needed, and to the sign-in page when nobody is signed in. Changes nothing.
 */
export async function wayBackOrRedirect(search: Search): Promise<WayBack> {
  const description = await describeCallback(searchParametersOf(search).toString())
  if ('goTo' in description) redirect(description.goTo)
  return description.show
}
