import 'server-only'
import { maxPasskeys } from '@/lib/contract/api/limits'
import { personNameSchema } from '@/lib/contract/api/person'
import type { PasskeyError } from '@/lib/contract/view/passkeys'
import { ApiError } from '../routes/api-error'
import { json } from '../routes/api-response'
import type { FormPost } from '../routes/form-handler'
import { browserSecretIn } from '../sign-in/browser-cookie'
import { passkeyAnswerIn } from '../sign-in/passkey-answer'
import type { OwnPasskeys } from './passkey-owner'

/** A longer name is cut before it is shown in the form again. */
const maxTypedLength = 128
const idPattern = /^pky_[A-Za-z0-9]{1,64}$/

/** Returns what was entered in the form "Add a passkey". */
export function typedIn(fields: URLSearchParams): { name: string } {
  return { name: (fields.get('name') ?? '').slice(0, maxTypedLength) }
}

/**
 * Answers with what the browser needs to create another passkey with this name.
 *
 * @throws {ApiError} when the passkey could not be added
 */
export async function answerCeremony(
  { owner, passkeys }: OwnPasskeys,
  name: string,
  { request, appUrl }: { request: Request; appUrl: string },
): Promise<Response> {
  if (!personNameSchema.safeParse(name).success)
    throw new ApiError('invalid_request', {
      detail: 'Give the passkey a name of 1 to 64 printable characters.',
    })
  const browser = browserSecretIn(request.headers.get('cookie'), appUrl)
  if (!browser)
    throw new ApiError('invalid_request', {
      detail: 'Your browser did not keep the cookie of this page. Load the page again.',
    })
  const known = await passkeys.list(owner)
  if (known.length >= maxPasskeys)
    throw new ApiError('conflict', {
      detail: `You have ${maxPasskeys} passkeys, and more are not possible. Remove one first.`,
    })
  return json(await passkeys.beginAdd(owner, browser), appUrl)
}

/** Returns why a form without the answer of an authenticator adds no passkey. */
function whyUnanswered({ name }: { name: string }): PasskeyError {
  return personNameSchema.safeParse(name).success ? 'refused' : 'invalid'
}

/** Adds the passkey in a form, which has the answer of the authenticator. Returns the parameters with which the page is shown again. */
export async function addPasskey(
  { owner, passkeys }: OwnPasskeys,
  post: FormPost,
): Promise<Record<string, string>> {
  const typed = typedIn(post.fields)
  const answer = passkeyAnswerIn(post)
  const result = answer ? await passkeys.add(owner, answer, typed.name) : whyUnanswered(typed)
  return result === 'added' ? { added: '1' } : { error: result, ...typed }
}

/**
 * Returns the id of the passkey to which a form was posted.
 *
 * @throws {ApiError} `not_found` when it has not the form of an id
 */
export function passkeyIdIn({ params: { id = '' } }: FormPost): string {
  if (idPattern.test(id)) return id
  throw new ApiError('not_found', { detail: 'There is no passkey with this id.' })
}

/** Removes a passkey. One that is already gone counts as removed. Returns the parameters with which the page is shown again. */
export async function removePasskey(
  { owner, passkeys }: OwnPasskeys,
  id: string,
): Promise<Record<string, string>> {
  const result = await passkeys.remove(owner, id)
  return result === 'last' ? { error: 'last' satisfies PasskeyError } : { removed: '1' }
}
