import Link from 'next/link'
import { buttonClass } from '@/components/ui/button-class'
import { Mark } from '@/components/ui/mark'
import { Name } from '@/components/ui/name'
import { signInPath } from '@/lib/contract/view/sign-in'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { SectionLink } from './section-link'
import { SupportStrip } from './support-strip'
import { TestStrip } from './test-strip'
import { UserMenu } from './user-menu'

function Account({ viewer }: { viewer: Viewer }) {
  const isTest = viewer.environment === 'test'
  return (
    <p className="flex min-w-0 items-center gap-2 text-sm">
      <Name title={viewer.accountName} className="max-w-64 truncate text-muted max-sm:max-w-28">
        {viewer.accountName}
      </Name>
      <span
        className={
          isTest
            ? 'rounded-sm bg-warning-subtle px-1.5 py-0.5 font-medium text-warning text-xs'
            : 'rounded-sm bg-subtle px-1.5 py-0.5 font-medium text-muted text-xs'
        }
      >
        {isTest ? 'TEST' : 'LIVE'}
      </span>
    </p>
  )
}

/** Returns whether Miteos offers settings that the person may see. */
function hasSettings(viewer: Viewer): boolean {
  const mayViewSome = viewerMay(viewer, 'view_redirect_uris') || viewerMay(viewer, 'view_people')
  return viewer.apiHasAdditionalResources && mayViewSome
}

const sectionsClass =
  'flex flex-1 flex-wrap items-center gap-1 max-sm:order-last max-sm:-mx-2.5 max-sm:basis-full'

/** The links in the bar of a public page for people who are not signed in. */
function PublicSections() {
  return (
    <>
      <nav aria-label="Sections" className="flex flex-1 items-center gap-1">
        <SectionLink href="/developers">Developers</SectionLink>
      </nav>
      <a
        href={signInPath('/developers')}
        className={buttonClass({ look: 'secondary', size: 'small' })}
      >
        Sign in
      </a>
    </>
  )
}

/** The bar above every page. Without a viewer the bar shows only the mark, the name of Miteos, and the public links. */
export function TopBar({
  viewer,
  showsPublicLinks,
}: {
  viewer: Viewer | null
  showsPublicLinks: boolean
}) {
  return (
    <header className="border-border border-b bg-surface">
      {viewer?.support && <SupportStrip viewer={viewer} support={viewer.support} />}
      {viewer?.environment === 'test' && <TestStrip />}
      <div className="mx-auto flex min-h-14 max-w-content flex-wrap items-center gap-x-5 gap-y-1 px-4 py-2 sm:px-6">
        <Link
          href="/integrations"
          prefetch={false}
          className="flex items-center gap-2.5 rounded-sm font-semibold text-lg tracking-tight"
        >
          <Mark />
          <span translate="no">Miteos</span>
        </Link>
        {!viewer && showsPublicLinks && <PublicSections />}
        {viewer && (
          <>
            <nav aria-label="Sections" className={sectionsClass}>
              <SectionLink href="/integrations">Integrations</SectionLink>
              {hasSettings(viewer) && <SectionLink href="/settings">Settings</SectionLink>}
              <SectionLink href="/developers">Developers</SectionLink>
            </nav>
            <div className="ml-auto flex min-w-0 items-center gap-5">
              <Account viewer={viewer} />
              <UserMenu viewer={viewer} />
            </div>
          </>
        )}
      </div>
    </header>
  )
}
