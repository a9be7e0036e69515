import { Notice } from '@/components/ui/notice'
import { Ago } from '@/components/ui/time'

/** Says that a webhook is disabled, why that happens, and how to use it again. */
export function DisabledNotice({ since }: { since: string }) {
  return (
    <Notice tone="warning">
      <p>
        <strong className="font-semibold">Disabled</strong> <Ago value={since} />. Its receiver
        answered 410, or it accepted nothing for about three days. It is told nothing now.
      </p>
      <p>
        Repair the receiver, then press “Send test”. When it answers with a status from 200 to 299,
        the webhook is in use again.
      </p>
    </Notice>
  )
}
