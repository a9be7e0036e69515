import 'server-only'
import type { PasskeyError } from '@/lib/contract/view/passkeys'
import { seeOther } from '@/lib/http/see-other'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { MiteosError } from '../miteos/miteos-error'
import { ApiError } from '../routes/api-error'
import { withParameters } from '../routes/return-path'
import { type SignedInPost, signedInForm } from '../sessions/signed-in-form'
import { addPasskey, passkeyIdIn, removePasskey, typedIn } from './change-passkeys'
import { findOwnPasskeys, type OwnPasskeys } from './passkey-owner'
import { passkeysPath } from './passkeys-path'

/**
 * Calls `change` with the passkeys of the person who posted the form. Returns the parameters with
 * which the page is shown again: those that `change` returns, or an error when the API or the store
 * cannot be used.
 */
async function changePasskeys(
  { dashboard, session, miteos }: SignedInPost,
  change: (own: OwnPasskeys) => Promise<Record<string, string>>,
): Promise<Record<string, string>> {
  try {
    const own = await findOwnPasskeys(dashboard, session, miteos)
    if (own) return await change(own)
  } catch (error) {
    const isSignedOut = error instanceof MiteosError && error.kind === 'unauthorized'
    const isFailure = error instanceof MiteosError || isStorageUnavailable(error)
    if (isSignedOut || !isFailure) throw error
    return { error: 'unreachable' satisfies PasskeyError }
  }
  throw new ApiError('forbidden', { detail: 'Only people of the account have passkeys here.' })
}

/** Handles the form "Add a passkey", which has the answer of the authenticator. */
export const submitAddPasskey = signedInForm(
  async (post) => {
    const parameters = await changePasskeys(post, (own) => addPasskey(own, post))
    return seeOther(withParameters(passkeysPath, parameters), post.appUrl)
  },
  ({ fields }) => withParameters(passkeysPath, typedIn(fields)),
)

/** Handles the form "Remove". A passkey that is already gone counts as removed. */
export const submitRemovePasskey = signedInForm(
  async (post) => {
    const id = passkeyIdIn(post)
    const parameters = await changePasskeys(post, (own) => removePasskey(own, id))
    return seeOther(withParameters(passkeysPath, parameters), post.appUrl)
  },
  () => passkeysPath,
)
