import 'server-only'
import { notFound } from 'next/navigation'
import type { FirstAnswer } from '@/lib/contract/view/failure'
import { type Passkey, type PasskeysView, passkeyErrors } from '@/lib/contract/view/passkeys'
import type { Viewer } from '@/lib/contract/view/viewer'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { MiteosError } from '../miteos/miteos-error'
import type { ListedPasskey } from '../people/embedded-passkeys'
import { pathWithSearch } from '../routes/path-with-search'
import { type Search, searchText } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import type { Session } from '../sessions/sessions'
import { passkeysWorkAt } from '../sign-in/passkeys-work-at'
import { findOwnPasskeys } from './passkey-owner'
import { passkeysPath } from './passkeys-path'

function present({ createdAt, lastUsedAt, ...passkey }: ListedPasskey): Passkey {
  return {
    ...passkey,
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  }
}

async function readList(session: Session, returnTo: string): Promise<PasskeysView['passkeys']> {
  if (!session.who) return null
  const miteos = miteosForPage(session)
  const read = async () => {
    const own = await findOwnPasskeys(theDashboard(), session, miteos)
    if (!own) return null
    const listed = await own.passkeys.list(own.owner).catch((error: unknown) => {
      throw isStorageUnavailable(error) ? new MiteosError('unreachable', { cause: error }) : error
    })
    return listed.map(present)
  }
  const answer = await firstAnswer(miteos, read(), { withoutTimeLimit: true, returnTo })
  if (answer.kind !== 'ready') return answer
  return answer.value && ({ ...answer, value: answer.value } satisfies FirstAnswer<Passkey[]>)
}

/** Reads what the page about the passkeys of the person who is signed in shows. */
export async function readPasskeysPage(
  search: Search,
): Promise<{ viewer: Viewer; view: PasskeysView }> {
  const returnTo = pathWithSearch(passkeysPath, search)
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const error = searchText(search, 'error')
  const { settings, singleSignOn } = theDashboard()
  const view: PasskeysView = {
    passkeys: await readList(session, returnTo),
    isForOneAccount: session.who !== null && session.who.onlyAccountId !== null,
    arePossible: passkeysWorkAt(settings.appUrl),
    ...(singleSignOn ? { signOnName: singleSignOn.settings.name } : {}),
    typedName: searchText(search, 'name'),
    error: passkeyErrors.find((known) => known === error) ?? null,
    isAdded: search.added === '1',
    isRemoved: search.removed === '1',
  }
  return { viewer, view }
}

/** Reads the passkey for the page that asks whether to remove it. Calls `notFound` when the person has none with this id. */
export async function readPasskeyToRemove(
  id: string,
): Promise<{ viewer: Viewer; passkey: Passkey }> {
  const returnTo = `${passkeysPath}/${encodeURIComponent(id)}/remove`
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const passkeys = await readList(session, returnTo)
  const found =
    passkeys?.kind === 'ready' ? passkeys.value.find((passkey) => passkey.id === id) : undefined
  if (!found) notFound()
  return { viewer, passkey: found }
}
