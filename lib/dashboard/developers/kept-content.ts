import type { Environment } from '@/lib/contract/api/role'
import type { DevelopersPage } from '@/lib/contract/view/developers'
import type { Dashboard } from '../dashboard'
import type { ApiDocument } from './api-document'
import { developersContent } from './content'
import { describeFacts } from './facts'
import { contentsHtml, mainContentsHtml, sectionsHtml } from './html/content-html'
import { markdownOf } from './markdown'

interface KeptContent {
  page: DevelopersPage
  /** The same content as Markdown. */
  markdown: string
}

type ByEnvironment = Map<Environment, KeptContent>

/** The content that was made from each document. Without a document, the key is the dashboard. */
const kept = new WeakMap<ApiDocument | Dashboard, ByEnvironment>()

/** Returns the content for readers in one environment. It is made once for each document. */
export async function readContent(
  dashboard: Dashboard,
  environment: Environment,
): Promise<KeptContent> {
  const document = await dashboard.apiDocument.read()
  const key = document ?? dashboard
  const ofDocument: ByEnvironment = kept.get(key) ?? new Map()
  kept.set(key, ofDocument)
  const known = ofDocument.get(environment)
  if (known) return known
  const content = developersContent(describeFacts(dashboard, environment), document)
  const { lead, sections } = content
  const made = {
    page: {
      lead,
      contents: contentsHtml(sections),
      mainContents: mainContentsHtml(sections),
      sections: sectionsHtml(sections),
    },
    markdown: markdownOf(content, dashboard.settings.appUrl),
  }
  ofDocument.set(environment, made)
  return made
}
