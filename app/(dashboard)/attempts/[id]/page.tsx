import type { Metadata } from 'next'
import { AttemptDetail, NoAttempt } from '@/components/connect-attempts/attempt-detail'
import { PageFrame } from '@/components/shell/page-frame'
import { ReadFailure } from '@/components/ui/read-failure'
import { wayBackWords } from '@/components/way-back/way-back-words'
import { failureOf } from '@/lib/contract/view/failure-words'
import { readAttemptPage } from '@/lib/dashboard/connect-attempts/read-attempt-pages'

export const metadata: Metadata = { title: 'Attempt' }

export default async function AttemptPage(page: PageProps<'/attempts/[id]'>) {
  const { id } = await page.params
  const { viewer, view } = await readAttemptPage(id)
  const { attempt: answer, shownCause, reference } = view
  const path = `/attempts/${encodeURIComponent(reference)}`
  const found = answer.kind === 'ready' ? answer.value : null
  const shownTitle = shownCause && wayBackWords(shownCause, found?.service).title
  return (
    <PageFrame viewer={viewer}>
      {answer.kind !== 'ready' && (
        <>
          <h1 className="sr-only">Attempt</h1>
          <ReadFailure what="this attempt to connect" path={path} {...failureOf(answer)} />
        </>
      )}
      {answer.kind === 'ready' && !found && <NoAttempt reference={reference} />}
      {found && <AttemptDetail attempt={found} shownTitle={shownTitle} />}
    </PageFrame>
  )
}
