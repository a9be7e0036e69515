import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { MessagePage } from '@/components/shell/message-page'
import { PageFrame } from '@/components/shell/page-frame'
import { buttonClass } from '@/components/ui/button-class'
import { ReferenceId } from '@/components/ui/reference-id'
import { homeAddress } from '@/lib/dashboard/home-address'

export const metadata: Metadata = { title: 'Not found' }

export default async function NotFound() {
  const referenceId = (await headers()).get('x-request-id')
  return (
    <PageFrame>
      <MessagePage
        title="There is no page here"
        action={
          <a className={buttonClass({ look: 'primary', size: 'medium' })} href={homeAddress()}>
            Go to the integrations
          </a>
        }
      >
        <p>The address may be mistyped, or what was here is gone.</p>
        {referenceId && <ReferenceId id={referenceId} />}
      </MessagePage>
    </PageFrame>
  )
}
