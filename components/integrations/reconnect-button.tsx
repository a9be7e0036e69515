import { RefreshCw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { ButtonLook } from '@/components/ui/button-class'
import { PostForm } from '@/components/ui/post-form'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'

/** Starts a connect attempt for an existing integration, which keeps its id. */
export function ReconnectButton({
  integration,
  personId,
  returnTo,
  look = 'primary',
}: {
  integration: Pick<ListedIntegration, 'id' | 'service'>
  personId: string
  returnTo: string
  look?: NonNullable<ButtonLook['look']>
}) {
  return (
    <PostForm
      action={`/connect/${encodeURIComponent(integration.service)}`}
      fields={{ person: personId, return_to: returnTo, reconnects: integration.id }}
    >
      <Button type="submit" look={look}>
        <RefreshCw aria-hidden className="size-3.5" />
        <span>
          Reconnect<span className="sr-only"> {serviceName(integration.service)}</span>
        </span>
      </Button>
    </PostForm>
  )
}
