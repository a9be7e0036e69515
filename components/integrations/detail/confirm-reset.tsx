import { ConfirmPage } from '@/components/ui/confirm-page'
import { Name } from '@/components/ui/name'
import { ReadFailure } from '@/components/ui/read-failure'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { FirstAnswer } from '@/lib/contract/view/failure'
import { failureOf } from '@/lib/contract/view/failure-words'
import type { Viewer } from '@/lib/contract/view/viewer'
import { integrationName } from '../words/integration-name'
import { resetConfirmation } from './reset-confirmation'

/** The content of the page that asks before a simulated account is reset, for browsers without JavaScript. */
export function ConfirmReset({
  id,
  answer,
  viewer,
}: {
  id: string
  answer: FirstAnswer<ListedIntegration>
  viewer: Viewer
}) {
  const { path, ...confirmation } = resetConfirmation(id, viewer.personId)
  if (answer.kind !== 'ready')
    return (
      <>
        <h1 className="font-semibold text-2xl tracking-tight">Reset</h1>
        <ReadFailure what="the integration" path={path} {...failureOf(answer)} />
      </>
    )
  return (
    <ConfirmPage {...confirmation} backTo={`/integrations/${encodeURIComponent(id)}`}>
      <p className="text-sm wrap-anywhere">
        <Name>{integrationName(answer.value)}</Name>
      </p>
    </ConfirmPage>
  )
}
