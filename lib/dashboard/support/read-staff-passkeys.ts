import 'server-only'
import { notFound } from 'next/navigation'
import { type Passkey, type PasskeysView, passkeyErrors } from '@/lib/contract/view/passkeys'
import type { StaffView } from '@/lib/contract/view/support'
import { presentPasskey } from '../passkeys/present-passkey'
import { type Search, searchText } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { passkeysWorkAt } from '../sign-in/passkeys-work-at'
import { staffPasskeysPath } from '../staff/support-path'
import { requireStaff } from './require-staff'
import { staffPasskeys } from './staff-passkeys'

async function readList(): Promise<{ staff: StaffView; passkeys: Passkey[]; signsIn: boolean }> {
  const { member, staff } = await requireStaff(staffPasskeysPath)
  const { embedded } = theDashboard()
  if (!embedded) notFound()
  const own = staffPasskeys(embedded, member)
  const listed = await own.passkeys.list(own.owner)
  const signsIn = await staff.isAddedByOperator(member.personId)
  return { staff: member, passkeys: listed.map(presentPasskey), signsIn }
}

/**
 * Reads what the page about the passkeys of the member of the support staff who is signed in shows. `view` is null for somebody who
 * is support staff by a claim of single sign-on only, because a passkey does not sign them in as such.
 */
export async function readStaffPasskeysPage(
  search: Search,
): Promise<{ staff: StaffView; view: PasskeysView | null }> {
  const { staff, passkeys, signsIn } = await readList()
  if (!signsIn) return { staff, view: null }
  const { settings, singleSignOn } = theDashboard()
  const error = searchText(search, 'error')
  return {
    staff,
    view: {
      passkeys: { kind: 'ready', value: passkeys, at: theDashboard().now() },
      isForOneAccount: false,
      arePossible: passkeysWorkAt(settings.appUrl),
      ...(singleSignOn ? { signOnName: singleSignOn.settings.name } : {}),
      typedName: searchText(search, 'name'),
      error: passkeyErrors.find((known) => known === error) ?? null,
      isAdded: search.added === '1',
      isRemoved: search.removed === '1',
    },
  }
}

/** Reads the passkey for the page that asks whether to remove it. Calls `notFound` when the person has none with this id. */
export async function readStaffPasskeyToRemove(
  id: string,
): Promise<{ staff: StaffView; passkey: Passkey }> {
  const { staff, passkeys } = await readList()
  const passkey = passkeys.find((each) => each.id === id)
  if (!passkey) notFound()
  return { staff, passkey }
}
