import 'server-only'
import { notFound } from 'next/navigation'
import { isProblemCode, problemStatus, problemTitle } from '@/lib/contract/api/problem'
import type { DevelopersPage } from '@/lib/contract/view/developers'
import type { Viewer } from '@/lib/contract/view/viewer'
import { theDashboard } from '../running-dashboard'
import { currentSession, findViewer } from '../sessions/session'
import { blocksHtml } from './html/content-html'
import { readContent } from './kept-content'
import { errorBlocks } from './sections/errors'

/** Returns the signed-in person for the top bar, or null when nobody is signed in. */
async function readViewer(): Promise<Viewer | null> {
  const session = await currentSession()
  return session && findViewer(session)
}

/** Reads what the developers' page shows. Everybody may read it. */
export async function readDevelopersPage(): Promise<{
  viewer: Viewer | null
  page: DevelopersPage
}> {
  const viewer = await readViewer()
  const { page } = await readContent(theDashboard(), viewer?.environment ?? 'test')
  return { viewer, page }
}

interface ErrorPage {
  viewer: Viewer | null
  code: string
  title: string
  status: number
  /** The explanation as HTML. */
  explanation: string
}

/** Reads the page that explains a code. Calls `notFound` for a code that the API does not know. */
export async function readErrorPage(code: string): Promise<ErrorPage> {
  if (!isProblemCode(code)) notFound()
  return {
    viewer: await readViewer(),
    code,
    title: problemTitle[code],
    status: problemStatus[code],
    explanation: blocksHtml(errorBlocks(code, theDashboard().settings.appUrl)),
  }
}
