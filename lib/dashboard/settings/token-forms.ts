import 'server-only'
import { createTokenRequestSchema, tokenIdPattern } from '@/lib/contract/api/token'
import { seeOther } from '@/lib/http/see-other'
import { MiteosError } from '../miteos/miteos-error'
import { ApiError } from '../routes/api-error'
import type { Params } from '../routes/handler'
import { withParameters } from '../routes/return-path'
import { type SignedInPost, signedInForm } from '../sessions/signed-in-form'
import { createOncePerForm } from './create-once-per-form'
import { settingsErrorOf } from './settings-error'
import { type Created, newToken, shownOnceCookie } from './shown-once-cookie'

const maxTypedLength = 128
const tokensPath = newToken.page

function tokenIdIn({ id = '' }: Params): string {
  if (tokenIdPattern.test(id)) return id
  throw new ApiError('not_found', { detail: 'There is no API token with this id.' })
}

function readRequest(fields: URLSearchParams) {
  const days = fields.get('expires_in_days') ?? ''
  return createTokenRequestSchema.safeParse({
    name: fields.get('name') ?? '',
    role: fields.get('role') ?? '',
    ...(days === '' ? {} : { expires_in_days: /^\d{1,4}$/.test(days) ? Number(days) : null }),
  })
}

/** Returns the address of the page that shows the form again with what was typed. */
function formAddress(fields: URLSearchParams, error: string): string {
  const typed = ['name', 'role', 'expires_in_days'].map((name) => [
    name,
    (fields.get(name) ?? '').slice(0, maxTypedLength),
  ])
  return withParameters(tokensPath, { error, ...Object.fromEntries(typed) })
}

/** Creates the token, once for each form. Returns null when the fields cannot be used. */
async function createToken(post: SignedInPost): Promise<Created | null> {
  const { fields, miteos } = post
  const parsed = readRequest(fields)
  if (!parsed.success) return null
  const work = async (): Promise<Created> => {
    const { token: secret, id } = await miteos.tokens.create(parsed.data)
    return { id, secret }
  }
  return createOncePerForm(post, 'token', work)
}

/**
 * Handles the form "Create token". The token travels to its page sealed in a cookie, which only this browser and
 * this session can use, and only once. Two presses of the button create one token.
 */
export const submitCreateToken = signedInForm(
  async (post) => {
    const { dashboard, session, fields, appUrl } = post
    try {
      const created = await createToken(post)
      if (created === null) return seeOther(formAddress(fields, 'invalid'), appUrl)
      const sealing = { keyring: dashboard.keyring, sessionIdHash: session.idHash }
      return seeOther(withParameters(tokensPath, { created: created.id }), appUrl, [
        shownOnceCookie(newToken, created, sealing, appUrl),
      ])
    } catch (failure) {
      return seeOther(formAddress(fields, settingsErrorOf(failure)), appUrl)
    }
  },
  () => tokensPath,
)

/** Handles the form "Revoke". A token that is already revoked counts as revoked. */
export const submitRevokeToken = signedInForm(
  async ({ params, miteos, appUrl }) => {
    const id = tokenIdIn(params)
    try {
      await miteos.tokens.revoke(id)
    } catch (failure) {
      const isGone = failure instanceof MiteosError && failure.kind === 'not_found'
      if (!isGone) {
        const error = settingsErrorOf(failure)
        return seeOther(withParameters(tokensPath, { error: `revoke_${error}` }), appUrl)
      }
    }
    return seeOther(withParameters(tokensPath, { revoked: '1' }), appUrl)
  },
  () => tokensPath,
)
