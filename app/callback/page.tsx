import type { Metadata } from 'next'
import { PageFrame } from '@/components/shell/page-frame'
import { Failed } from '@/components/way-back/failed'
import { Finish } from '@/components/way-back/finish'
import { Finished } from '@/components/way-back/finished'
import { wayBackTitle } from '@/components/way-back/way-back-title'
import { describeWayBack, previewWayBack } from '@/lib/dashboard/attempts/way-back'
import { requireSession, requireViewer } from '@/lib/dashboard/sessions/session'

/**
 * The header of the page sends no referrer, so that nobody learns a code from its address. Its forms need
 * `strict-origin`, which sends the origin without the address, or they would be posted with `Origin: null`.
 */
const referrer = 'strict-origin'

export async function generateMetadata(page: PageProps<'/callback'>): Promise<Metadata> {
  const wayBack = await previewWayBack(await page.searchParams)
  return { referrer, ...(wayBack && { title: wayBackTitle(wayBack) }) }
}

export default async function CallbackPage(page: PageProps<'/callback'>) {
  const wayBack = await describeWayBack(await page.searchParams)
  const viewer = await requireViewer(await requireSession('/integrations'))
  return (
    <PageFrame viewer={viewer}>
      {wayBack.kind === 'finish' && <Finish wayBack={wayBack} />}
      {wayBack.kind === 'connected' && <Finished wayBack={wayBack} />}
      {wayBack.kind === 'failed' && <Failed wayBack={wayBack} personId={viewer.personId} />}
    </PageFrame>
  )
}
