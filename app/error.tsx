'use client'

import { MessagePage } from '@/components/shell/message-page'
import { PageFrame } from '@/components/shell/page-frame'
import { Button } from '@/components/ui/button'
import { ReferenceId } from '@/components/ui/reference-id'

export default function PageError({
  error,
  reset,
}: {
  error: { digest?: string }
  reset: () => void
}) {
  return (
    <PageFrame>
      <title>This page could not be shown · Miteos</title>
      <link rel="icon" href="/icon.svg" />
      <MessagePage
        title="This page could not be shown"
        action={
          <Button look="primary" size="medium" onClick={reset}>
            Try again
          </Button>
        }
      >
        <p>
          Something went wrong while this page was shown. If you were changing something, the list
          of integrations tells whether it was done.
        </p>
        {error.digest && <ReferenceId id={error.digest} />}
      </MessagePage>
    </PageFrame>
  )
}
