import { Notice } from '@/components/ui/notice'
import { ReadFailure } from '@/components/ui/read-failure'
import { failureOf } from '@/lib/contract/view/failure-words'
import type { RedirectUrisView } from '@/lib/contract/view/settings'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { CheckPanel } from './check-panel'
import { RedirectUriList } from './redirect-uri-list'
import { RegisterPanel } from './register-panel'

/** The content of the page about redirect URIs. */
export function RedirectUris({ view, viewer }: { view: RedirectUrisView; viewer: Viewer }) {
  const { redirectUris: answer, ownCallback, registeredId, isDeleted, checked } = view
  if (answer.kind !== 'ready')
    return (
      <ReadFailure what="the redirect URIs" path="/settings/redirect-uris" {...failureOf(answer)} />
    )
  const isRegistered = answer.value.some(({ id }) => id === registeredId)
  return (
    <>
      {isRegistered && (
        <Notice tone="success" role="status">
          Registered. The connect link for it stands below.
        </Notice>
      )}
      {isDeleted && (
        <Notice tone="success" role="status">
          Deleted. People can no longer return there.
        </Notice>
      )}
      {viewerMay(viewer, 'manage_redirect_uris') && <RegisterPanel view={view} viewer={viewer} />}
      <RedirectUriList
        redirectUris={answer.value}
        viewer={viewer}
        addresses={view}
        ownCallback={ownCallback}
        registeredId={registeredId}
      />
      <CheckPanel
        checked={checked}
        registered={[ownCallback, ...answer.value.map(({ uri }) => uri)]}
        viewer={viewer}
        addresses={view}
      />
    </>
  )
}
