import 'server-only'
import { randomUUID } from 'node:crypto'
import { notFound } from 'next/navigation'
import { type Webhook, webhookEvents } from '@/lib/contract/api/webhook'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import {
  type ListedWebhook,
  type WebhooksView,
  webhookErrors,
  webhookForms,
} from '@/lib/contract/view/webhooks'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import { pathWithSearch } from '../routes/path-with-search'
import { type Search, searchText } from '../routes/search'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import { readShownOnce } from './read-shown-once'
import { newWebhook } from './shown-once-cookie'

const path = newWebhook.page
const shownDeliveries = 20

async function withDeliveries(miteos: Miteos, webhook: Webhook): Promise<ListedWebhook> {
  try {
    return { webhook, deliveries: await miteos.webhooks.deliveries(webhook.id, shownDeliveries) }
  } catch (error) {
    if (!(error instanceof MiteosError) || error.kind === 'unauthorized') throw error
    return { webhook, deliveries: null }
  }
}

async function readAll(miteos: Miteos): Promise<ListedWebhook[]> {
  const webhooks = await miteos.webhooks.list()
  return Promise.all(webhooks.map((webhook) => withDeliveries(miteos, webhook)))
}

function readFailed(search: Search): WebhooksView['failed'] {
  const [, sentForm, sentError] = /^(\w+?)_(\w+)$/.exec(searchText(search, 'error')) ?? []
  const form = webhookForms.find((known) => known === sentForm)
  const error = webhookErrors.find((known) => known === sentError)
  return form && error ? { form, error } : null
}

function readSent(search: Search): WebhooksView['sent'] {
  const [webhookId, messageId] = [searchText(search, 'webhook'), searchText(search, 'sent')]
  return webhookId && messageId ? { webhookId, messageId } : null
}

/** Reads what the page about webhooks shows. */
export async function readWebhooksPage(
  search: Search,
): Promise<{ viewer: Viewer; view: WebhooksView }> {
  const returnTo = pathWithSearch(path, search)
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const miteos = miteosForPage(session)
  const [webhooks, created] = await Promise.all([
    firstAnswer(miteos, readAll(miteos), { withoutTimeLimit: true, returnTo }),
    readShownOnce(newWebhook, session),
  ])
  const typedEvents = searchText(search, 'events').split(' ')
  const view: WebhooksView = {
    webhooks,
    newWebhook: created,
    addedId: searchText(search, 'added') || null,
    isDeleted: search.deleted === '1',
    sent: readSent(search),
    typed: {
      url: searchText(search, 'url'),
      events: 'events' in search ? typedEvents : [...webhookEvents],
      description: searchText(search, 'description'),
    },
    failed: readFailed(search),
    formKey: randomUUID(),
  }
  return { viewer, view }
}

/**
 * Reads the webhook for the page that asks whether to delete it. Calls `notFound` when there is
 * none with this id.
 */
export async function readWebhookToDelete(
  id: string,
): Promise<{ viewer: Viewer; webhook: Webhook }> {
  const returnTo = `${path}/${encodeURIComponent(id)}/delete`
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  if (!viewerMay(viewer, 'manage_webhooks')) notFound()
  const miteos = miteosForPage(session)
  const options = { withoutTimeLimit: true, returnTo }
  const webhooks = await firstAnswer(miteos, miteos.webhooks.list(), options)
  const found =
    webhooks.kind === 'ready' ? webhooks.value.find((known) => known.id === id) : undefined
  if (!found) notFound()
  return { viewer, webhook: found }
}
