import 'server-only'
import { accountsOfPage, accountsPath } from '@/lib/contract/view/accounts'
import { seeOther } from '@/lib/http/see-other'
import type { Administrator, EmbeddedAdministration } from '../people/embedded-administration'
import { ApiError } from '../routes/api-error'
import type { FormPost } from '../routes/form-handler'
import { signedInForm } from '../sessions/signed-in-form'
import { makeOnce } from '../settings/make-once'
import { bulkResult, shownOnceCookie } from '../settings/shown-once-cookie'
import { administratorOf } from './administrator'
import type { StoredResult } from './bulk-cookie'
import { readAccountFilters } from './read-accounts-page'

const linkParameter = 'link='

/**
 * Returns the ids of the accounts that are chosen in the form: the selected ones, or all on the
 * page.
 */
function chosenAccountIds({ fields }: FormPost): string[] {
  const name = fields.get('all') === '1' ? 'shown' : 'account'
  return [...new Set(fields.getAll(name))].slice(0, accountsOfPage)
}

function pathIn({ fields }: FormPost, more: Record<string, string>): string {
  return accountsPath(readAccountFilters(Object.fromEntries(fields)), more)
}

async function check(
  administration: EmbeddedAdministration,
  administrator: Administrator,
  accountIds: string[],
): Promise<StoredResult> {
  const { checked, leftOut } = await administration.check(administrator, accountIds)
  return { kind: 'check', rows: checked, leftOut }
}

async function makeLinks(
  administration: EmbeddedAdministration,
  administrator: Administrator,
  accountIds: string[],
): Promise<StoredResult> {
  const { linked, leftOut } = await administration.link(administrator, accountIds)
  const first = linked.find(({ link }) => link !== null)?.link ?? ''
  const start = first.slice(0, first.indexOf(linkParameter) + linkParameter.length)
  const rows = linked.map(({ id, link, reason, mail }) => ({
    id,
    end: link === null ? null : link.slice(start.length),
    ...(reason !== undefined && { reason }),
    ...(mail !== undefined && { mail }),
  }))
  return { kind: 'links', start, rows, leftOut }
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
    const accountIds = chosenAccountIds(post)
    if (accountIds.length === 0) return seeOther(pathIn(post, { error: 'none_chosen' }), appUrl)
    const work = async () => {
      const stored = await workByKind[kind](administration, administrator, accountIds)
      return { id: kind, secret: JSON.stringify(stored) }
    }
    const created = await makeOnce(post, 'accounts', work)
    const sealing = { keyring: dashboard.keyring, sessionIdHash: session.idHash }
    return seeOther(pathIn(post, { done: kind }), appUrl, [
      shownOnceCookie(bulkResult, created, sealing, appUrl),
    ])
  },
  (post) => pathIn(post, {}),
)
