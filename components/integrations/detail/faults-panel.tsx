'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Panel } from '@/components/ui/panel'
import { showToast } from '@/components/ui/toasts'
import type { Fault, FaultRequest, ListedIntegration } from '@/lib/contract/api/integration'
import { catalogueEntry } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { useInjectFault } from '@/lib/queries/integrations/inject-fault'
import { notDoneSentence } from '../words/failure-words'

const faultNames: Record<Fault, string> = {
  expire: 'Expire',
  revoke: 'Revoke at the provider',
  fail_refresh: 'Fail refresh',
}

/**
 * Buttons that break a sandbox grant in the ways in which real grants break. The integration is then checked. Where the
 * real vendor tells apps about a revocation, the simulated one can do that too, and the check follows from it.
 */
export function FaultsPanel({
  integration,
  viewer,
}: {
  integration: ListedIntegration
  viewer: Viewer
}) {
  const inject = useInjectFault(viewer.personId, integration.id)
  const [sendsSignal, setSendsSignal] = useState(false)
  const vendor = catalogueEntry(integration.service)?.vendor

  function breakGrant(request: FaultRequest) {
    if (inject.isPending) return
    const name = faultNames[request.fault]
    inject.mutate(request, {
      onSuccess: () =>
        showToast({
          tone: 'info',
          title: `${name}: done`,
          body: request.signal
            ? `${vendor?.name} sent its signal, and the integration was checked.`
            : 'The integration was checked right after.',
        }),
      onError: (failure) =>
        showToast({
          tone: 'danger',
          title: `${name}: not done`,
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
        <Button aria-disabled={inject.isPending} onClick={() => breakGrant({ fault: 'expire' })}>
          {faultNames.expire}
        </Button>
        <Button
          aria-disabled={inject.isPending}
          onClick={() => breakGrant({ fault: 'fail_refresh' })}
        >
          {faultNames.fail_refresh}
        </Button>
        <div className="flex flex-wrap items-center gap-x-3">
          <Button
            aria-disabled={inject.isPending}
            onClick={() => breakGrant({ fault: 'revoke', ...(sendsSignal && { signal: true }) })}
          >
            {faultNames.revoke}
          </Button>
          {vendor?.sendsSignals && (
            <Checkbox
              checked={sendsSignal}
              onChange={({ target }) => setSendsSignal(target.checked)}
            >
              Send the vendor’s signal
            </Checkbox>
          )}
        </div>
      </div>
    </Panel>
  )
}
