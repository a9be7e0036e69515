import { ChevronRight, Link2 } from 'lucide-react'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { Ago, CalendarDate } from '@/components/ui/time'
import type { RedirectUri } from '@/lib/contract/api/redirect-uri'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import type { SnippetAddresses } from './connect-snippets'
import { deleteConfirmation, deletePath } from './delete-confirmation'
import { HowToUse } from './how-to-use'

function Facts({ redirectUri }: { redirectUri: RedirectUri }) {
  const { created_at: createdAt, created_by: createdBy, last_used_at: lastUsedAt } = redirectUri
  return (
    <p className="flex flex-wrap gap-x-3 text-muted text-xs">
      <span>
        {lastUsedAt ? (
          <>
            Last used <Ago value={lastUsedAt} />
          </>
        ) : (
          'Never used'
        )}
      </span>
      <span>
        Registered <CalendarDate value={createdAt} /> by <Name>{createdBy.name}</Name>
      </span>
    </p>
  )
}

function Row({
  redirectUri,
  viewer,
  addresses,
  isNew,
}: {
  redirectUri: RedirectUri
  viewer: Viewer
  addresses: SnippetAddresses
  /** Whether the redirect URI was just registered. The page then shows at once how to use it. */
  isNew: boolean
}) {
  const { id, uri, app_name: appName } = redirectUri
  return (
    <li className="flex flex-col gap-2 px-4 py-3.5">
      <div className="flex items-start gap-3">
        <div className="flex min-w-0 flex-1 flex-col gap-0.5">
          <p className="font-medium wrap-anywhere">
            <Name>{appName}</Name>
          </p>
          <p className="flex items-center gap-1">
            <code translate="no" className="min-w-0 font-mono text-xs wrap-anywhere">
              {uri}
            </code>
            <CopyButton text={uri} label={`Copy ${uri}`} size="smallIcon" />
          </p>
          <Facts redirectUri={redirectUri} />
        </div>
        {viewerMay(viewer, 'manage_redirect_uris') && (
          <ConfirmButton
            {...deleteConfirmation(redirectUri, viewer)}
            confirmPath={deletePath(id)}
            label={`Delete ${uri}`}
          />
        )}
      </div>
      <details open={isNew} className="group">
        <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-muted text-sm hover:text-foreground max-sm:min-h-11">
          <ChevronRight
            aria-hidden
            className="size-3.5 transition-transform group-open:rotate-90"
          />
          Connect link and curl
        </summary>
        <div className="pt-3">
          <HowToUse uri={uri} addresses={addresses} />
        </div>
      </details>
    </li>
  )
}

/** The registered redirect URIs, with the callback of the dashboard itself in words. */
export function RedirectUriList({
  redirectUris,
  viewer,
  addresses,
  ownCallback,
  registeredId,
}: {
  redirectUris: readonly RedirectUri[]
  viewer: Viewer
  addresses: SnippetAddresses
  ownCallback: string
  registeredId: string | null
}) {
  const always = (
    <>
      <code translate="no" className="font-mono text-xs wrap-anywhere">
        {ownCallback}
      </code>{' '}
      is always registered.
    </>
  )
  if (redirectUris.length === 0)
    return (
      <EmptyPanel
        icon={<Link2 aria-hidden className="size-5 text-muted" />}
        title="No app of your own yet"
      >
        Register the address in your app to which people return. {always}
      </EmptyPanel>
    )
  return (
    <Panel
      title="Registered"
      aside={<span className="text-muted text-sm">{`${redirectUris.length} of 50`}</span>}
    >
      <ul className="-m-4 divide-y divide-border">
        {redirectUris.map((redirectUri) => (
          <Row
            key={redirectUri.id}
            redirectUri={redirectUri}
            viewer={viewer}
            addresses={addresses}
            isNew={redirectUri.id === registeredId}
          />
        ))}
        <li className="px-4 py-3 text-muted text-sm">{always}</li>
      </ul>
    </Panel>
  )
}
