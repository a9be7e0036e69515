import 'server-only'
import { integrationIdPattern } from '@/lib/contract/api/integration'
import { environmentSchema } from '@/lib/contract/api/role'
import { isService } from '@/lib/contract/services/catalogue'
import type { AgentConnectView } from '@/lib/contract/view/agent-connect'
import { signInPath } from '@/lib/contract/view/sign-in'
import type { Viewer } from '@/lib/contract/view/viewer'
import { pathWithSearch } from '../routes/path-with-search'
import { type Search, searchText } from '../routes/search'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import type { Session } from '../sessions/sessions'
import { isUsable, missingIn } from './missing-in'

/**
 * Returns what the page shows for a link that names no account, or another account or environment
 * than the session's. Returns undefined for a link that matches the session.
 */
function viewOfMismatch(
  { accountId, environment }: Session,
  search: Search,
  path: string,
): AgentConnectView | undefined {
  const expected = environmentSchema.safeParse(searchText(search, 'environment'))
  const signInAgain = { signInPath: signInPath(path) }
  if (searchText(search, 'account') === '' || !expected.success) return { kind: 'unknown_link' }
  if (searchText(search, 'account') !== accountId) return { kind: 'other_account', ...signInAgain }
  if (expected.data === environment) return undefined
  return { kind: 'other_environment', environment: expected.data, ...signInAgain }
}

async function describe(session: Session, search: Search, path: string): Promise<AgentConnectView> {
  const service = searchText(search, 'service')
  if (!isService(service)) return { kind: 'unknown_link' }
  const mismatch = viewOfMismatch(session, search, path)
  if (mismatch) return mismatch
  const miteos = miteosForPage(session)
  const options = { withoutTimeLimit: true, returnTo: path }
  const list = await firstAnswer(miteos, miteos.list(), options)
  if (list.kind === 'slow') return { kind: 'not_loaded', failure: { kind: 'timeout' }, path }
  if (list.kind === 'failed') return { kind: 'not_loaded', failure: list.failure, path }
  const ofService = list.value.filter((integration) => integration.service === service)

  const connectedId = searchText(search, 'connected')
  const connected = ofService.find((each) => each.id === connectedId && isUsable(each))
  if (connected) return { kind: 'connected', integration: connected }

  const reconnects = searchText(search, 'reconnects')
  if (reconnects === '') {
    return { kind: 'connect', service, working: ofService.filter(isUsable), path }
  }
  const isId = integrationIdPattern.test(reconnects)
  const integration = isId ? ofService.find(({ id }) => id === reconnects) : undefined
  if (!integration) return { kind: 'unknown_integration', service }
  const missing = missingIn(integration, service, searchText(search, 'refused'))
  return { kind: 'reconnect', integration, missing, path }
}

/**
 * Reads the page `/agents/connect`, whose link an agent gets when its call of a tool has failed.
 * Reading it changes nothing.
 */
export async function readAgentConnectPage(
  search: Search,
): Promise<{ viewer: Viewer; view: AgentConnectView }> {
  const path = pathWithSearch('/agents/connect', search)
  const session = await requireSession(path)
  const viewer = await requireViewer(session, path)
  // The path to start again leaves out what an earlier attempt connected, so that the page does not
  // show that again.
  const { connected, instead_of, ...link } = search
  const startPath = pathWithSearch('/agents/connect', link)
  return { viewer, view: await describe(session, search, startPath) }
}
