import 'server-only'
import { randomUUID } from 'node:crypto'
import type { ReconnectLinkPanelView } from '@/lib/contract/view/reconnect-link'
import { settingsErrors } from '@/lib/contract/view/settings'
import { type Search, searchText } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { currentSession } from '../sessions/session'
import { readShownOnce } from '../settings/read-shown-once'
import { newReconnectLink } from '../settings/shown-once-cookie'

/** Reads what the page of an integration shows about its reconnect links. */
export async function readLinkPanel(
  integrationId: string,
  search: Search,
): Promise<ReconnectLinkPanelView> {
  const session = await currentSession()
  const shown = session && (await readShownOnce(newReconnectLink, session))
  const own = shown?.id === integrationId ? shown : null
  const error = searchText(search, 'link_error')
  const wasCreated = own !== null || search.linked === '1'
  return {
    created: wasCreated
      ? {
          id: integrationId,
          shown: own && { link: own.secret, expiresAt: own.expiresAt ?? null },
          mail: own?.mail ?? null,
          email: own?.email ?? null,
        }
      : null,
    failed: [...settingsErrors, 'gone' as const].find((known) => known === error) ?? null,
    typedEmail: error === '' ? '' : searchText(search, 'email'),
    formKey: randomUUID(),
    areMailsSent: theDashboard().embedded?.breakMails.areSent ?? false,
  }
}
