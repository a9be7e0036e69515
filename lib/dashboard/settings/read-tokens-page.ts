import 'server-only'
import { randomUUID } from 'node:crypto'
import { notFound } from 'next/navigation'
import { type Token, tokenIdPattern } from '@/lib/contract/api/token'
import { settingsErrors, type TokensView } from '@/lib/contract/view/settings'
import type { Viewer } from '@/lib/contract/view/viewer'
import { pathWithSearch } from '../routes/path-with-search'
import { type Search, searchText } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import type { Session } from '../sessions/sessions'
import { readShownOnce } from './read-shown-once'
import { newToken } from './shown-once-cookie'

const tokensPath = newToken.page

async function readList(session: Session, cursor: string | null, returnTo: string) {
  const miteos = miteosForPage(session)
  return firstAnswer(miteos, miteos.tokens.list(cursor), { withoutTimeLimit: true, returnTo })
}

/** Reads what the page about API tokens shows. */
export async function readTokensPage(
  search: Search,
): Promise<{ viewer: Viewer; view: TokensView }> {
  const returnTo = pathWithSearch(tokensPath, search)
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const cursor = tokenIdPattern.test(searchText(search, 'cursor'))
    ? searchText(search, 'cursor')
    : null
  const [tokens, created] = await Promise.all([
    readList(session, cursor, returnTo),
    readShownOnce(newToken, session),
  ])
  const [, revokePrefix, error] = /^(revoke_)?(\w+)$/.exec(searchText(search, 'error')) ?? []
  const view: TokensView = {
    tokens,
    isFirstPage: cursor === null,
    newToken: created && { id: created.id, token: created.secret },
    createdId: searchText(search, 'created') || null,
    apiAddress: theDashboard().api.base,
    typed: {
      name: searchText(search, 'name'),
      role: searchText(search, 'role'),
      expiresInDays: searchText(search, 'expires_in_days'),
    },
    error: settingsErrors.find((known) => known === error) ?? null,
    isErrorOfRevoke: revokePrefix !== undefined,
    isRevoked: search.revoked === '1',
    formKey: randomUUID(),
  }
  return { viewer, view }
}

/** Reads the token for the page that asks whether to revoke it. Calls `notFound` when the list has none with this id. */
export async function readTokenToRevoke(id: string): Promise<{ viewer: Viewer; token: Token }> {
  const returnTo = `${tokensPath}/${encodeURIComponent(id)}/revoke`
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  for (let cursor: string | null = null; ; ) {
    const tokens = await readList(session, cursor, returnTo)
    if (tokens.kind !== 'ready') notFound()
    const found = tokens.value.items.find((token) => token.id === id)
    if (found) return { viewer, token: found }
    cursor = tokens.value.nextCursor
    if (cursor === null) notFound()
  }
}
