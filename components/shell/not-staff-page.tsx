import { buttonClass } from '@/components/ui/button-class'
import { MessagePage } from './message-page'
import { PageFrame } from './page-frame'

/** The page for somebody who is signed in and opens a page of the support staff. */
export function NotStaffPage() {
  return (
    <PageFrame>
      <MessagePage
        title="This page is for support staff"
        action={
          <a className={buttonClass({ look: 'primary', size: 'medium' })} href="/integrations">
            Go to your integrations
          </a>
        }
      >
        You are signed in, but not as one of the support staff of this server. Whoever runs the
        server lets them in with a link.
      </MessagePage>
    </PageFrame>
  )
}
