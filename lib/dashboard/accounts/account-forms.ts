import 'server-only'
import { accountsOfPage, accountsPath } from '@/lib/contract/view/accounts'
import { seeOther } from '@/lib/http/see-other'
import type { Administrator, EmbeddedAdministration } from '../people/embedded-administration'
import { ApiError } from '../routes/api-error'
import type { FormPost } from '../routes/form-handler'
import { signedInForm } from '../sessions/signed-in-form'
import { createOncePerForm } from '../settings/create-once-per-form'
import { bulkResult, shownOnceCookie } from '../settings/shown-once-cookie'
import { administratorOf } from './administrator'
import type { StoredResult } from './bulk-cookie'
import { matchesFilters, readAccountFilters } from './read-accounts-page'

const linkParameter = 'link='

/** The accounts for which a button is pressed. */
interface Chosen {
  accountIds: string[]
  /** Whether they are all that match the filters, on every page. */
  isEveryPage: boolean
}

/**
 * Returns the accounts that are chosen in the form: the selected ones, all on the page, or all that
 * match the filters. Without a filter the latter are those that need reconnecting.
 */
async function chosenAccounts(
  { fields }: FormPost,
  administration: EmbeddedAdministration,
  administrator: Administrator,
): Promise<Chosen> {
  const all = fields.getAll('all')
  if (all.includes('found')) {
    const { q, onlyBroken } = readAccountFilters(Object.fromEntries(fields))
    const filters = { q, onlyBroken: onlyBroken || q === '' }
    const accounts = await administration.rank(administrator)
    const found = accounts.filter((account) => matchesFilters(account, filters))
    return { accountIds: found.map(({ accountId }) => accountId), isEveryPage: true }
  }
  const name = all.includes('1') ? 'shown' : 'account'
  const accountIds = [...new Set(fields.getAll(name))].slice(0, accountsOfPage)
  return { accountIds, isEveryPage: false }
}

function pathIn({ fields }: FormPost, more: Record<string, string>): string {
  return accountsPath(readAccountFilters(Object.fromEntries(fields)), more)
}

async function check(
  administration: EmbeddedAdministration,
  administrator: Administrator,
  { accountIds }: Chosen,
): Promise<StoredResult> {
  const { checked, leftOut } = await administration.check(administrator, accountIds)
  return { kind: 'check', rows: checked, leftOut }
}

async function makeLinks(
  administration: EmbeddedAdministration,
  administrator: Administrator,
  { accountIds, isEveryPage }: Chosen,
): Promise<StoredResult> {
  const options = { onlyUnlinked: isEveryPage }
  const made = await administration.link(administrator, accountIds, options)
  const { linked, leftOut, linkedBefore } = made
  const first = linked.find(({ link }) => link !== null)?.link ?? ''
  const start = first.slice(0, first.indexOf(linkParameter) + linkParameter.length)
  const rows = linked.map(({ id, link, reason }) => ({
    id,
    end: link === null ? null : link.slice(start.length),
    ...(reason !== undefined && { reason }),
  }))
  return { kind: 'links', start, rows, leftOut, linkedBefore, goesOn: isEveryPage }
}

const workByKind = { check, links: makeLinks }
const kinds = ['check', 'links'] as const

/**
 * Handles the buttons "Check now" and "Send reconnect links". The result travels to the page sealed in a cookie, which only this
 * browser and this session can use, and only once. Two presses of a button do the work once.
 */
export const submitForAccounts = signedInForm(
  async (post) => {
    const { dashboard, session, miteos, fields, appUrl } = post
    const administration = dashboard.embedded?.administration
    const administrator = administratorOf(session, await miteos.account())
    const kind = kinds.find((known) => known === fields.get('do'))
    if (!kind) throw new ApiError('invalid_request', { detail: 'Press one of the buttons.' })
    if (!administration || !administrator)
      throw new ApiError('forbidden', { detail: 'You administer no account.' })
    const chosen = await chosenAccounts(post, administration, administrator)
    const isNoneChosen = chosen.accountIds.length === 0 && !chosen.isEveryPage
    if (isNoneChosen) return seeOther(pathIn(post, { error: 'none_chosen' }), appUrl)
    const work = async () => {
      const stored = await workByKind[kind](administration, administrator, chosen)
      return { id: kind, secret: JSON.stringify(stored) }
    }
    const created = await createOncePerForm(post, 'accounts', work)
    const sealing = { keyring: dashboard.keyring, sessionIdHash: session.idHash }
    return seeOther(pathIn(post, { done: kind }), appUrl, [
      shownOnceCookie(bulkResult, created, sealing, appUrl),
    ])
  },
  (post) => pathIn(post, {}),
)
