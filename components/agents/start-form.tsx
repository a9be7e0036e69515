import { Button } from '@/components/ui/button'
import { PostForm } from '@/components/ui/post-form'
import type { Service } from '@/lib/contract/services/catalogue'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'

/** The one button of the page, or the sentence that says why there is none. It works without JavaScript. */
export function StartForm({
  service,
  viewer,
  path,
  reconnects,
  label,
  isSecondary = false,
}: {
  service: Service
  viewer: Viewer
  /** The page to which the person comes back. */
  path: string
  /** The integration that is reconnected. No other account can be connected then. */
  reconnects?: string
  label: string
  isSecondary?: boolean
}) {
  if (!viewerMay(viewer, 'connect'))
    return (
      <p className="text-muted">
        Your role may see, check and disconnect integrations. Send this link to a member or an admin
        of the account.
      </p>
    )
  if (!reconnects && !(viewer.availableServices?.includes(service) ?? true))
    return (
      <p className="text-muted">
        {`${serviceName(service)} is not set up on this server. Whoever runs it has to register it first.`}
      </p>
    )
  return (
    <PostForm
      action={`/connect/${service}`}
      fields={{ person: viewer.personId, return_to: path, reconnects }}
    >
      <Button type="submit" look={isSecondary ? 'secondary' : 'primary'} size="medium">
        {label}
      </Button>
    </PostForm>
  )
}
