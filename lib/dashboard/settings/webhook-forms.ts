import 'server-only'
import {
  createWebhookRequestSchema,
  maxWebhookUrlLength,
  webhookIdPattern,
} from '@/lib/contract/api/webhook'
import { deliveryIdPattern } from '@/lib/contract/api/webhook-delivery'
import type { WebhookError, WebhookForm } from '@/lib/contract/view/webhooks'
import { seeOther } from '@/lib/http/see-other'
import { MiteosError } from '../miteos/miteos-error'
import { ApiError } from '../routes/api-error'
import type { Params } from '../routes/handler'
import { withParameters } from '../routes/return-path'
import { type SignedInPost, signedInForm } from '../sessions/signed-in-form'
import { createOncePerForm } from './create-once-per-form'
import { sendAndWait } from './send-and-wait'
import { settingsErrorOf } from './settings-error'
import { type Created, newWebhook, shownOnceCookie } from './shown-once-cookie'

const path = newWebhook.page

/** A longer text is cut before it is shown in the form again. */
const maxTypedLength = maxWebhookUrlLength + 1

function webhookIdIn({ id = '' }: Params): string {
  if (webhookIdPattern.test(id)) return id
  throw new ApiError('not_found', { detail: 'There is no webhook with this id.' })
}

function typedIn(fields: URLSearchParams) {
  return {
    url: (fields.get('url') ?? '').trim().slice(0, maxTypedLength),
    events: fields.getAll('events').join(' ').slice(0, 256),
    description: (fields.get('description') ?? '').slice(0, 257),
  }
}

function isGone(failure: unknown): boolean {
  return failure instanceof MiteosError && failure.kind === 'not_found'
}

function failedAddress(form: WebhookForm, failure: unknown): string {
  const error: WebhookError = isGone(failure) ? 'gone' : settingsErrorOf(failure)
  return withParameters(path, { error: `${form}_${error}` })
}

/** Adds the webhook, once for each form. Returns null when the fields cannot be used. */
async function addOnce(post: SignedInPost): Promise<Created | null> {
  const { fields, miteos } = post
  const { url, description } = typedIn(fields)
  const parsed = createWebhookRequestSchema.safeParse({
    url,
    events: fields.getAll('events'),
    description,
  })
  if (!parsed.success) return null
  const work = async (): Promise<Created> => {
    const { id, secret } = await miteos.webhooks.create(parsed.data)
    return { id, secret }
  }
  return createOncePerForm(post, 'webhook', work)
}

/**
 * Handles the form "Add webhook". The secret travels to its page sealed in a cookie, which only this browser and this
 * session can use, and only once. What cannot be added leads back to the form, which keeps what was typed.
 */
export const submitAddWebhook = signedInForm(
  async (post) => {
    const { dashboard, session, fields, appUrl } = post
    const backWith = (error: string) =>
      seeOther(withParameters(path, { error: `add_${error}`, ...typedIn(fields) }), appUrl)
    try {
      const created = await addOnce(post)
      if (created === null) return backWith('invalid')
      const sealing = { keyring: dashboard.keyring, sessionIdHash: session.idHash }
      return seeOther(withParameters(path, { added: created.id }), appUrl, [
        shownOnceCookie(newWebhook, created, sealing, appUrl),
      ])
    } catch (failure) {
      return backWith(settingsErrorOf(failure))
    }
  },
  ({ fields }) => withParameters(path, typedIn(fields)),
)

/** Handles the form "Delete". A webhook that is already gone counts as deleted. */
export const submitDeleteWebhook = signedInForm(
  async ({ params, miteos, appUrl }) => {
    const id = webhookIdIn(params)
    try {
      await miteos.webhooks.delete(id)
    } catch (failure) {
      if (!isGone(failure)) return seeOther(failedAddress('delete', failure), appUrl)
    }
    return seeOther(withParameters(path, { deleted: '1' }), appUrl)
  },
  () => path,
)

/** Sends a message to a webhook, and redirects to the deliveries of the webhook. */
async function send(
  { miteos, appUrl }: SignedInPost,
  webhookId: string,
  form: 'test' | 'resend',
  sendMessage: () => Promise<{ message_id: string }>,
): Promise<Response> {
  try {
    const sent = await sendAndWait(miteos, webhookId, sendMessage)
    const address = withParameters(path, { webhook: webhookId, sent })
    return seeOther(`${address}#${webhookId}`, appUrl)
  } catch (failure) {
    return seeOther(failedAddress(form, failure), appUrl)
  }
}

/** Handles the form "Send test". */
export const submitSendTest = signedInForm(
  async (post) => {
    const id = webhookIdIn(post.params)
    return send(post, id, 'test', () => post.miteos.webhooks.test(id))
  },
  () => path,
)

/** Handles the form "Resend" of a delivery. */
export const submitResend = signedInForm(
  async (post) => {
    const id = webhookIdIn(post.params)
    const deliveryId = post.fields.get('delivery') ?? ''
    if (!deliveryIdPattern.test(deliveryId))
      throw new ApiError('not_found', { detail: 'There is no delivery with this id.' })
    return send(post, id, 'resend', () => post.miteos.webhooks.resend(id, deliveryId))
  },
  () => path,
)
