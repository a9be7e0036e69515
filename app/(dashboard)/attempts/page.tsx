import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AttemptList } from '@/components/connect-attempts/attempt-list'
import { FindAttempt } from '@/components/connect-attempts/find-attempt'
import { PageFrame } from '@/components/shell/page-frame'
import { ReadFailure } from '@/components/ui/read-failure'
import { failureOf } from '@/lib/contract/view/failure-words'
import { readAttemptListPage } from '@/lib/dashboard/connect-attempts/read-attempt-pages'
import { typedReference } from '@/lib/dashboard/connect-attempts/typed-reference'

export const metadata: Metadata = { title: 'Attempts to connect' }

export default async function AttemptsPage(page: PageProps<'/attempts'>) {
  const { reference, cursor } = await page.searchParams
  const typed = typeof reference === 'string' ? reference.trim() : ''
  const asked = typedReference(typed)
  if (asked !== null) redirect(`/attempts/${asked}`)
  const { viewer, view } = await readAttemptListPage(
    typeof cursor === 'string' ? cursor : undefined,
  )
  const { attempts } = view
  return (
    <PageFrame viewer={viewer}>
      <h1 className="font-semibold text-2xl tracking-tight">Attempts to connect</h1>
      {attempts.kind !== 'ready' ? (
        <ReadFailure what="attempts to connect" path="/attempts" {...failureOf(attempts)} />
      ) : (
        <>
          <FindAttempt
            reference={typed}
            error={typed ? 'No reference looks like this.' : undefined}
          />
          <AttemptList attempts={attempts.value.items} nextCursor={attempts.value.nextCursor} />
        </>
      )}
    </PageFrame>
  )
}
