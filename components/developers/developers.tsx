import type { DevelopersPage } from '@/lib/contract/view/developers'
import { Html } from './html'

/** The developers' page: a table of contents, at the side on a wide screen, and the sections. */
export function Developers({ lead, contents, mainContents, sections }: DevelopersPage) {
  return (
    <div className="grid items-start gap-x-12 gap-y-6 lg:grid-cols-[200px_minmax(0,1fr)]">
      <div className="flex flex-col gap-2 lg:col-start-2">
        <h1 className="font-semibold text-2xl tracking-tight">Developers</h1>
        <p className="max-w-prose text-muted">{lead}</p>
        <p className="text-muted text-sm">
          For agents and editors:{' '}
          <a href="/developers.md" className="underline underline-offset-2">
            this page as Markdown
          </a>
          .
        </p>
      </div>
      <nav
        aria-label="On this page"
        className="sticky top-6 max-h-[calc(100dvh-3rem)] overflow-y-auto max-lg:hidden lg:col-start-1 lg:row-span-2 lg:row-start-1"
      >
        <Html as="div" look="developers-contents" html={contents} />
      </nav>
      <details className="rounded-lg border border-border bg-surface lg:hidden">
        <summary className="px-4 py-3 font-medium">On this page</summary>
        <nav aria-label="On this page" className="border-border border-t px-4 py-3">
          <Html as="div" look="developers-contents" html={mainContents} />
        </nav>
      </details>
      <Html as="article" look="developers-text lg:col-start-2" html={sections} />
    </div>
  )
}
