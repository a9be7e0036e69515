import 'server-only'
import { longestRedirectUri } from '@/lib/contract/api/redirect-uri'
import { seeOther } from '@/lib/http/see-other'
import { MiteosError } from '../miteos/miteos-error'
import { withParameters } from '../routes/return-path'
import { signedInForm } from '../sessions/signed-in-form'
import { redirectUriIdIn } from './redirect-uri-id'
import { settingsErrorOf } from './settings-error'

const page = '/settings/redirect-uris'

/** A longer text is cut before it is shown in the form again. */
const longestTyped = longestRedirectUri + 1

/** Handles the form "Register". A URI that cannot be registered leads back to the form, which keeps what was typed. */
export const submitRegister = signedInForm(
  async ({ fields, miteos, appUrl }) => {
    const uri = (fields.get('uri') ?? '').trim()
    const appName = (fields.get('app_name') ?? '').trim()
    try {
      const { redirectUri } = await miteos.redirectUris.register({ uri, app_name: appName })
      return seeOther(withParameters(page, { registered: redirectUri.id }), appUrl)
    } catch (failure) {
      const error = settingsErrorOf(failure)
      const typed = { uri: uri.slice(0, longestTyped), app_name: appName.slice(0, 128) }
      return seeOther(withParameters(page, { error, ...typed }), appUrl)
    }
  },
  () => page,
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
