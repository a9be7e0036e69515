import { Building2, KeyRound, LogOut, Route, ScrollText, UserRound } from 'lucide-react'
import { Menu, menuItemClass } from '@/components/ui/menu'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import { roleWords } from '@/lib/contract/view/role-words'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { AccountSwitcher } from './account-switcher'
import { ThemeChoice } from './theme-choice'

/** Who is signed in: their name, if they have signed in as a person, the account, the role and the environment. */
function SignedIn({ viewer }: { viewer: Viewer }) {
  const { accountName, role, environment, support } = viewer
  const personName = viewer.personName ?? support?.name
  return (
    <div className="px-0.5 text-sm wrap-anywhere">
      {personName && (
        <p className="font-medium">
          <Name>{personName}</Name>
        </p>
      )}
      <p className={personName ? 'text-muted' : 'font-medium'}>
        {accountName ? <Name>{accountName}</Name> : 'Signed in'}
      </p>
      <p className="text-muted">
        {`${role ? `${roleWords[role].name}, ` : ''}${environment === 'test' ? 'test environment' : 'live environment'}`}
      </p>
    </div>
  )
}

/** A menu with the signed-in person, the theme, and the button to sign out. */
export function UserMenu({ viewer }: { viewer: Viewer }) {
  const mayReadAttempts = viewer.apiHasAdditionalResources && viewerMay(viewer, 'view_attempts')
  const mayReadActivity = viewer.apiHasAdditionalResources && viewerMay(viewer, 'view_activity')
  return (
    <Menu
      id="user-menu"
      label="User menu"
      buttonContent={<UserRound aria-hidden className="size-4" />}
      buttonClassName="flex size-8 items-center justify-center rounded-full border border-border bg-surface text-muted transition-colors hover:border-control hover:text-foreground"
    >
      <div className="flex w-[15rem] max-w-full flex-col gap-2 p-2">
        <SignedIn viewer={viewer} />
        <ThemeChoice />
      </div>
      <AccountSwitcher viewer={viewer} />
      {viewer.personName && (
        <a href="/settings/passkeys" className={menuItemClass}>
          <KeyRound aria-hidden className="size-4 text-muted" />
          Your passkeys
        </a>
      )}
      {viewer.administers && (
        <a href="/accounts" className={menuItemClass}>
          <Building2 aria-hidden className="size-4 text-muted" />
          Your accounts
        </a>
      )}
      {mayReadActivity && (
        <a href="/activity" className={menuItemClass}>
          <ScrollText aria-hidden className="size-4 text-muted" />
          Activity
        </a>
      )}
      {mayReadAttempts && (
        <a href="/attempts" className={menuItemClass}>
          <Route aria-hidden className="size-4 text-muted" />
          Attempts to connect
        </a>
      )}
      <PostForm
        action="/sign-out"
        fields={{ person: viewer.personId }}
        className="mt-1 border-border border-t pt-1"
      >
        <button type="submit" className={menuItemClass}>
          <LogOut aria-hidden className="size-4 text-muted" />
          Sign out
        </button>
      </PostForm>
    </Menu>
  )
}
