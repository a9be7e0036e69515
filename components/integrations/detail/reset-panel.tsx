import { ConfirmButton } from '@/components/ui/confirm-button'
import { Panel } from '@/components/ui/panel'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { resetConfirmation } from './reset-confirmation'

/** Says that the account is simulated, with a button that resets it. */
export function ResetPanel({
  integration,
  viewer,
}: {
  integration: ListedIntegration
  viewer: Viewer
}) {
  const { path, ...confirmation } = resetConfirmation(integration.id, viewer.personId)
  return (
    <Panel title="Simulated account">
      <p className="pb-3 text-muted text-sm">
        What tools write to this account, they read back, until you reset it.
      </p>
      <ConfirmButton
        confirmPath={path}
        label={confirmation.verb}
        look="secondary"
        {...confirmation}
      />
    </Panel>
  )
}
