import 'server-only'
import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { type Token, tokenIdPattern } from '@/lib/contract/api/token'
import { settingsErrors, type TokensView } from '@/lib/contract/view/settings'
import type { Viewer } from '@/lib/contract/view/viewer'
import { theDashboard } from '../composition'
import { MiteosError } from '../miteos/miteos-error'
import { pathWithSearch } from '../routes/path-with-search'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import type { Session } from '../sessions/sessions'
import { newTokenIn, tokensPath } from './new-token-cookie'

type Search = Record<string, string | string[] | undefined>

function textOf(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** Returns the token that this session has just created, with its secret, or null. */
async function readNewToken({ idHash }: Session): Promise<TokensView['newToken']> {
  const { keyring, settings } = theDashboard()
  const cookie = (await headers()).get('cookie')
  return newTokenIn(cookie, { keyring, sessionIdHash: idHash }, settings.appUrl)
}

/** Returns the id of the token with which the person is signed in, or null when the API does not tell it. */
async function readOwnTokenId(session: Session): Promise<string | null> {
  try {
    const { actor } = await miteosForPage(session).account()
    return actor?.kind === 'token' ? actor.id : null
  } catch (error) {
    if (error instanceof MiteosError) return null
    throw error
  }
}

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
  const cursor = tokenIdPattern.test(textOf(search.cursor)) ? textOf(search.cursor) : null
  const [tokens, newToken, ownTokenId] = await Promise.all([
    readList(session, cursor, returnTo),
    readNewToken(session),
    readOwnTokenId(session),
  ])
  const [, isOfRevoke, error] = /^(revoke_)?(\w+)$/.exec(textOf(search.error)) ?? []
  const view: TokensView = {
    tokens,
    isFirstPage: cursor === null,
    newToken,
    createdId: textOf(search.created) || null,
    ownTokenId,
    apiAddress: theDashboard().api.base,
    typed: {
      name: textOf(search.name),
      role: textOf(search.role),
      expiresInDays: textOf(search.expires_in_days),
    },
    error: settingsErrors.find((known) => known === error) ?? null,
    isErrorOfRevoke: isOfRevoke !== undefined,
    isRevoked: search.revoked === '1',
    formKey: randomUUID(),
  }
  return { viewer, view }
}

/** Reads the token that the page confirms to revoke. Calls `notFound` when the list has none with this id. */
export async function readTokenToRevoke(
  id: string,
): Promise<{ viewer: Viewer; token: Token; isOwn: boolean }> {
  const returnTo = `${tokensPath}/${encodeURIComponent(id)}/revoke`
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const ownTokenId = await readOwnTokenId(session)
  for (let cursor: string | null = null; ; ) {
    const tokens = await readList(session, cursor, returnTo)
    if (tokens.kind !== 'ready') notFound()
    const found = tokens.value.items.find((token) => token.id === id)
    if (found) return { viewer, token: found, isOwn: found.id === ownTokenId }
    cursor = tokens.value.nextCursor
    if (cursor === null) notFound()
  }
}
