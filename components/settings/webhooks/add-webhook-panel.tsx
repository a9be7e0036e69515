import { Button } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/checkbox-field'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { PostForm } from '@/components/ui/post-form'
import { TextField } from '@/components/ui/text-field'
import { webhookEvents } from '@/lib/contract/api/webhook'
import { privateAddressProblem, webhookUrlProblem } from '@/lib/contract/api/webhook-url-rules'
import type { Viewer } from '@/lib/contract/view/viewer'
import type { WebhooksView } from '@/lib/contract/view/webhooks'
import { eventMeanings, notDoneWords } from './webhook-words'

function urlRules({ environment }: Viewer): string {
  return environment === 'test'
    ? 'Begins with https:// and has a public host, or http:// with localhost, 127.0.0.1 or [::1].'
    : 'Begins with https:// and has a public host.'
}

/** Says why what was typed cannot be added, for each part of the form. */
function problemsOf({ typed, failed }: WebhooksView, { environment }: Viewer) {
  if (failed?.form !== 'add' || failed.error !== 'invalid') return { url: null, events: null }
  const isWithoutEvent = typed.events.join('') === ''
  const url = webhookUrlProblem(typed.url, environment)?.detail ?? null
  return {
    url: url ?? (isWithoutEvent ? null : privateAddressProblem.detail),
    events: isWithoutEvent ? 'Choose at least one event.' : null,
  }
}

function Events({ chosen, error }: { chosen: readonly string[]; error: string | null }) {
  return (
    <fieldset aria-describedby={error ? 'events-error' : undefined} className="min-w-0">
      <legend className="mb-1.5 font-medium text-sm">Events</legend>
      {error && (
        <p id="events-error" role="alert" className="mb-1.5 text-danger text-sm">
          {error}
        </p>
      )}
      <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {webhookEvents.map((event) => (
          <CheckboxField
            key={event}
            id={`event-${event}`}
            name="events"
            value={event}
            defaultChecked={chosen.includes(event)}
            label={
              <code translate="no" className="font-mono text-xs">
                {event}
              </code>
            }
            help={eventMeanings[event]}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** The form that adds a webhook. */
export function AddWebhookPanel({ view, viewer }: { view: WebhooksView; viewer: Viewer }) {
  const { typed, failed, formKey } = view
  const problems = problemsOf(view, viewer)
  return (
    <Panel
      title="Add a webhook"
      aside={
        <span className="text-muted text-sm">{`For the ${viewer.environment} environment`}</span>
      }
    >
      <PostForm
        action="/settings/webhooks/submit"
        fields={{ person: viewer.personId, key: formKey }}
        className="flex flex-col gap-4"
      >
        {failed?.form === 'add' && failed.error !== 'invalid' && (
          <Notice tone="danger" role="alert">
            {`${notDoneWords[failed.error]} Nothing was changed.`}
          </Notice>
        )}
        <div className="flex flex-wrap items-start gap-4">
          <div className="flex min-w-0 flex-[2] basis-72">
            <TextField
              id="url"
              name="url"
              label="URL"
              required
              maxLength={2048}
              inputMode="url"
              autoCapitalize="none"
              spellCheck={false}
              placeholder="https://…"
              defaultValue={typed.url}
              className="font-mono"
              help={urlRules(viewer)}
              error={problems.url}
            />
          </div>
          <div className="flex min-w-0 flex-1 basis-48">
            <TextField
              id="description"
              name="description"
              label="Description"
              maxLength={256}
              placeholder="Optional"
              defaultValue={typed.description}
              help="What it is for."
            />
          </div>
        </div>
        <Events chosen={typed.events} error={problems.events} />
        <Button type="submit" look="primary" size="medium" className="self-start">
          Add webhook
        </Button>
      </PostForm>
    </Panel>
  )
}
