import type { Metadata } from 'next'
import { PageFrame } from '@/components/shell/page-frame'
import { AlreadyConnected } from '@/components/way-back/already-connected'
import { Failed } from '@/components/way-back/failed'
import { FinishForm } from '@/components/way-back/finish-form'
import { wayBackTitle } from '@/components/way-back/way-back-title'
import { wayBackOrNull, wayBackOrRedirect } from '@/lib/dashboard/attempts/way-back'
import { requireSession, requireViewer } from '@/lib/dashboard/sessions/session'

/**
 * The referrer policy of this page. With `no-referrer`, the policy in the response header, browsers would post the
 * forms with `Origin: null`. With `strict-origin` they send the origin, but never the full address, because the
 * address contains a code.
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
      {wayBack.kind === 'finish' && <FinishForm wayBack={wayBack} />}
      {wayBack.kind === 'connected' && <AlreadyConnected wayBack={wayBack} />}
      {wayBack.kind === 'failed' && <Failed wayBack={wayBack} viewer={viewer} />}
    </PageFrame>
  )
}
