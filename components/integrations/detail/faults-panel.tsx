'use client'

import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { showToast } from '@/components/ui/toasts'
import type { Fault, ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { useInjectFault } from '@/lib/queries/integrations/inject-fault'
import { notDoneSentence } from '../words/failure-words'

const faultNames: Record<Fault, string> = {
  expire: 'Expire',
  revoke: 'Revoke at the provider',
  fail_refresh: 'Fail refresh',
}

/** Buttons that break a sandbox grant in the ways in which real grants break. The integration is then checked. */
export function FaultsPanel({
  integration,
  viewer,
}: {
  integration: ListedIntegration
  viewer: Viewer
}) {
  const inject = useInjectFault(viewer.personId, integration.id)

  function breakGrant(fault: Fault) {
    if (inject.isPending) return
    inject.mutate(fault, {
      onSuccess: () =>
        showToast({
          tone: 'info',
          title: `${faultNames[fault]}: done`,
          body: 'The integration was checked right after.',
        }),
      onError: (failure) =>
        showToast({
          tone: 'danger',
          title: `${faultNames[fault]}: not done`,
          body: notDoneSentence(failure),
        }),
    })
  }

  return (
    <Panel title="Sandbox" className="noscript:hidden">
      <p className="pb-3 text-muted text-sm">
        Break this connection on purpose, and see what your agents and this page do.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button aria-disabled={inject.isPending} onClick={() => breakGrant('expire')}>
          {faultNames.expire}
        </Button>
        <Button aria-disabled={inject.isPending} onClick={() => breakGrant('revoke')}>
          {faultNames.revoke}
        </Button>
        <Button aria-disabled={inject.isPending} onClick={() => breakGrant('fail_refresh')}>
          {faultNames.fail_refresh}
        </Button>
      </div>
    </Panel>
  )
}
