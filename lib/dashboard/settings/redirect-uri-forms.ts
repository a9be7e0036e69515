import 'server-only'
import { maxRedirectUriLength, type RegisterRequest } from '@/lib/contract/api/redirect-uri'
import { seeOther } from '@/lib/http/see-other'
import { MiteosError } from '../miteos/miteos-error'
import { withParameters } from '../routes/return-path'
import { signedInForm } from '../sessions/signed-in-form'
import { redirectUriIdIn } from './redirect-uri-id'
import { settingsErrorOf } from './settings-error'

const page = '/settings/redirect-uris'

/** A longer text is cut before it is shown in the form again. */
const maxTypedLength = maxRedirectUriLength + 1

/**
 * Returns the typed texts without the spaces around them. A text that is too long stays too long,
 * but is cut.
 */
function typedIn(fields: URLSearchParams): RegisterRequest {
  const typed = (name: string) => (fields.get(name) ?? '').trim()
  return { uri: typed('uri').slice(0, maxTypedLength), app_name: typed('app_name').slice(0, 128) }
}

/** Handles the form "Register". A URI that cannot be registered leads back to the form, which keeps what was typed. */
export const submitRegister = signedInForm(
  async ({ fields, miteos, appUrl }) => {
    try {
      const { redirectUri } = await miteos.redirectUris.register(typedIn(fields))
      return seeOther(withParameters(page, { registered: redirectUri.id }), appUrl)
    } catch (failure) {
      const error = settingsErrorOf(failure)
      return seeOther(withParameters(page, { error, ...typedIn(fields) }), appUrl)
    }
  },
  ({ fields }) => withParameters(page, typedIn(fields)),
)

/** Handles the form "Delete". A redirect URI that is already gone counts as deleted. */
export const submitDelete = signedInForm(
  async ({ params, miteos, appUrl }) => {
    const id = redirectUriIdIn(params)
    try {
      await miteos.redirectUris.delete(id)
    } catch (failure) {
      const isGone = failure instanceof MiteosError && failure.kind === 'not_found'
      if (!isGone) {
        return seeOther(withParameters(page, { error: settingsErrorOf(failure) }), appUrl)
      }
    }
    return seeOther(withParameters(page, { deleted: '1' }), appUrl)
  },
  () => page,
)
