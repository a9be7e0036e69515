import 'server-only'
import { personNameSchema } from '@/lib/contract/api/person'
import type { PasskeyError } from '@/lib/contract/view/passkeys'
import { seeOther } from '@/lib/http/see-other'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { MiteosError } from '../miteos/miteos-error'
import { ApiError } from '../routes/api-error'
import { withParameters } from '../routes/return-path'
import { type SignedInPost, signedInForm } from '../sessions/signed-in-form'
import { passkeyAnswerIn } from '../sign-in/passkey-answer'
import { findOwnPasskeys, type OwnPasskeys } from './passkey-owner'
import { passkeysPath } from './passkeys-path'

/** A longer name is cut before it is shown in the form again. */
const longestTyped = 128
const idPattern = /^pky_[A-Za-z0-9]{1,64}$/

function typedIn(fields: URLSearchParams) {
  return { name: (fields.get('name') ?? '').slice(0, longestTyped) }
}

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
  throw new ApiError('forbidden', {
    detail: 'You are signed in with an API token. Only people have passkeys.',
  })
}

/** Handles the form "Add a passkey", which has the answer of the authenticator. */
export const submitAddPasskey = signedInForm(
  async (post) => {
    const typed = typedIn(post.fields)
    const parameters = await changePasskeys(post, async ({ owner, passkeys }) => {
      const name = personNameSchema.safeParse(typed.name)
      if (!name.success) return { error: 'invalid' satisfies PasskeyError, ...typed }
      const answer = passkeyAnswerIn(post)
      const result = answer ? await passkeys.add(owner, answer, name.data) : 'refused'
      return result === 'added' ? { added: '1' } : { error: result, ...typed }
    })
    return seeOther(withParameters(passkeysPath, parameters), post.appUrl)
  },
  ({ fields }) => withParameters(passkeysPath, typedIn(fields)),
)

/** Handles the form "Remove". A passkey that is already gone counts as removed. */
export const submitRemovePasskey = signedInForm(
  async (post) => {
    const { id = '' } = post.params
    if (!idPattern.test(id))
      throw new ApiError('not_found', { detail: 'There is no passkey with this id.' })
    const parameters = await changePasskeys(post, async ({ owner, passkeys }) => {
      const result = await passkeys.remove(owner, id)
      return result === 'last' ? { error: 'last' satisfies PasskeyError } : { removed: '1' }
    })
    return seeOther(withParameters(passkeysPath, parameters), post.appUrl)
  },
  () => passkeysPath,
)
