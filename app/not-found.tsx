import { DeadEnd } from '@/components/shell/dead-end'
import { PageFrame } from '@/components/shell/page-frame'
import { buttonClass } from '@/components/ui/button-class'

export default function NotFound() {
  return (
    <PageFrame>
      <DeadEnd
        title="There is no page here"
        action={
          <a className={buttonClass({ look: 'primary', size: 'medium' })} href="/integrations">
            Go to the integrations
          </a>
        }
      >
        <p>The address may be mistyped, or what was here is gone.</p>
      </DeadEnd>
    </PageFrame>
  )
}
