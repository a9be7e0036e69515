import type { Metadata } from 'next'
import { PageFrame } from '@/components/shell/page-frame'
import { Failed } from '@/components/way-back/failed'
import { Finish } from '@/components/way-back/finish'
import { Finished } from '@/components/way-back/finished'
import { wayBackTitle } from '@/components/way-back/way-back-title'
import { wayBackOrNull, wayBackOrRedirect } from '@/lib/dashboard/attempts/way-back'
import { requireSession, requireViewer } from '@/lib/dashboard/sessions/session'

/**
 * Overrides the response header `Referrer-Policy: no-referrer`, with which the forms would be posted with
 * `Origin: null`. `strict-origin` sends the origin but never the address, so that nobody learns a code from it.
 */
const referrer = 'strict-origin'

export async function generateMetadata(page: PageProps<'/callback'>): Promise<Metadata> {
  const wayBack = await wayBackOrNull(await page.searchParams)
  return { referrer, ...(wayBack && { title: wayBackTitle(wayBack) }) }
}

export default async function CallbackPage(page: PageProps<'/callback'>) {
  const wayBack = await wayBackOrRedirect(await page.searchParams)
  const viewer = await requireViewer(await requireSession('/integrations'))
  return (
    <PageFrame viewer={viewer}>
      {wayBack.kind === 'finish' && <Finish wayBack={wayBack} />}
      {wayBack.kind === 'connected' && <Finished wayBack={wayBack} />}
      {wayBack.kind === 'failed' && <Failed wayBack={wayBack} personId={viewer.personId} />}
    </PageFrame>
  )
}
