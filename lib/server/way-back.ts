import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { WayBack } from '@/lib/contract/way-back'
import { attemptAddress } from './attempt-address'
import { theDashboard } from './composition'
import { describeWayBackOf } from './describe-way-back'
import { requestIdFrom } from './request-id'
import { signInPath } from './return-path'
import { currentSession } from './session'
import { parametersOf, readWayBack } from './way-back-parameters'

/**
 * What `/callback` shows for these parameters. Leads to the same page without code and state once they
 * are not needed any more, and to the sign-in page when nobody is signed in. Changes nothing.
 */
export async function describeWayBack(
  searchParams: Record<string, string | string[] | undefined>,
): Promise<WayBack> {
  const dashboard = theDashboard()
  const came = readWayBack(parametersOf(searchParams))
  const session = await currentSession()
  if (!session) redirect(signInPath(await attemptAddress(dashboard.attempts, came), 'ended'))
  const requestHeaders = await headers()
  const description = await describeWayBackOf(dashboard, came, {
    visitor: { cookie: requestHeaders.get('cookie'), session },
    requestId: requestIdFrom(requestHeaders.get('x-request-id')),
  })
  if ('goTo' in description) redirect(description.goTo)
  return description.show
}
