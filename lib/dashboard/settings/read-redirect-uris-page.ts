import 'server-only'
import { notFound } from 'next/navigation'
import type { RedirectUri } from '@/lib/contract/api/redirect-uri'
import type { RedirectUrisView } from '@/lib/contract/view/settings'
import { settingsErrors } from '@/lib/contract/view/settings'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { pathWithSearch } from '../routes/path-with-search'
import { type Search, searchText } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'

const path = '/settings/redirect-uris'

async function readList(returnTo: string) {
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const miteos = miteosForPage(session)
  const options = { withoutTimeLimit: true, returnTo }
  const redirectUris = await firstAnswer(miteos, miteos.redirectUris.list(), options)
  return { viewer, redirectUris }
}

/** Reads what the page about redirect URIs shows. */
export async function readRedirectUrisPage(
  search: Search,
): Promise<{ viewer: Viewer; view: RedirectUrisView }> {
  const { api, connectUrl, settings } = theDashboard()
  const { viewer, redirectUris } = await readList(pathWithSearch(path, search))
  const view: RedirectUrisView = {
    redirectUris,
    ownCallback: `${settings.appUrl}/callback`,
    connectUrl,
    apiAddress: api.base,
    typed: { uri: searchText(search, 'uri'), appName: searchText(search, 'app_name') },
    error: settingsErrors.find((known) => known === search.error) ?? null,
    registeredId: searchText(search, 'registered') || null,
    isDeleted: search.deleted === '1',
    checked: searchText(search, 'check') || null,
  }
  return { viewer, view }
}

/** Reads the redirect URI for the page that asks whether to delete it. Calls `notFound` when there is none with this id. */
export async function readRedirectUriToDelete(
  id: string,
): Promise<{ viewer: Viewer; redirectUri: RedirectUri }> {
  const { viewer, redirectUris } = await readList(`${path}/${encodeURIComponent(id)}/delete`)
  if (!viewerMay(viewer, 'manage_redirect_uris')) notFound()
  const found =
    redirectUris.kind === 'ready' ? redirectUris.value.find((known) => known.id === id) : undefined
  if (!found) notFound()
  return { viewer, redirectUri: found }
}
