import type { DevelopersContent } from '@/lib/contract/view/developers'
import { Contents } from './contents'
import { SectionView } from './section-view'

/** The look of code and links in running text, set once for all of them. */
export const articleClass =
  'flex min-w-0 flex-col gap-10 [&_:is(p,li,td,th)>code]:rounded-sm [&_:is(p,li,td,th)>code]:bg-subtle [&_:is(p,li,td,th)>code]:px-1 [&_:is(p,li,td,th)>code]:py-0.5 [&_:is(p,li,td,th)_code]:font-mono [&_:is(p,li,td,th)_code]:text-[0.92em] [&_:is(p,li,td,th)_code]:wrap-anywhere [&_:is(p,li,td)_a]:underline [&_:is(p,li,td)_a]:underline-offset-2'

/** The developers' page: a table of contents, at the side on a wide screen, and the sections. */
export function Developers({ content: { lead, sections } }: { content: DevelopersContent }) {
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
        <Contents sections={sections} />
      </nav>
      <details className="rounded-lg border border-border bg-surface lg:hidden">
        <summary className="px-4 py-3 font-medium">On this page</summary>
        <nav aria-label="On this page" className="border-border border-t px-4 py-3">
          <Contents sections={sections} />
        </nav>
      </details>
      <article className={`${articleClass} lg:col-start-2`}>
        {sections.map((section) => (
          <SectionView key={section.id} section={section} />
        ))}
      </article>
    </div>
  )
}
