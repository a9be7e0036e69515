import { Button } from '@/components/ui/button'
import type { ButtonLook } from '@/components/ui/button-class'
import { PostForm } from '@/components/ui/post-form'
import { type Service, serviceName } from '@/lib/contract/services/catalogue'

/** A button that starts a connect attempt. The button works without JavaScript. */
export function ConnectButton({
  service,
  personId,
  id,
  describedBy,
  isAllowed = true,
  ...buttonLook
}: {
  service: Service
  personId: string
  id?: string
  /** The id of the element that says why the button is disabled. */
  describedBy?: string
  /** False when the viewer's role cannot connect services. The button is then disabled. */
  isAllowed?: boolean
} & ButtonLook) {
  return (
    <PostForm
      action={`/connect/${service}`}
      fields={{ person: personId, return_to: '/integrations' }}
    >
      <Button
        id={id}
        type="submit"
        disabled={!isAllowed}
        aria-describedby={describedBy}
        {...buttonLook}
      >
        <span>
          Connect<span className="sr-only">{` ${serviceName(service)}`}</span>
        </span>
      </Button>
    </PostForm>
  )
}
