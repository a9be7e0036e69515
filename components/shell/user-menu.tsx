import { LogOut, Route, UserRound } from 'lucide-react'
import { Menu, menuItemClass } from '@/components/ui/menu'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { SwitchPlace } from './switch-place'
import { ThemeChoice } from './theme-choice'

const roleNames = {
  admin: 'Admin',
  member: 'Member',
  support: 'Support',
} as const

/** A menu with the signed-in person, the theme, and the button to sign out. */
export function UserMenu({ viewer }: { viewer: Viewer }) {
  const mayReadAttempts = viewer.apiHasAdditionalResources && viewerMay(viewer, 'view_attempts')
  return (
    <Menu
      id="user-menu"
      label="User menu"
      buttonContent={<UserRound aria-hidden className="size-4" />}
      buttonClassName="flex size-8 items-center justify-center rounded-full border border-border bg-surface text-muted transition-colors hover:border-control hover:text-foreground"
    >
      <div className="flex w-[15rem] max-w-full flex-col gap-2 p-2">
        <div className="px-0.5 text-sm">
          <p className="font-medium wrap-anywhere">
            {viewer.accountName ? <Name>{viewer.accountName}</Name> : 'Signed in'}
          </p>
          <p className="text-muted">
            {`${viewer.role ? `${roleNames[viewer.role]}, ` : ''}${viewer.environment === 'test' ? 'test environment' : 'production'}`}
          </p>
        </div>
        <ThemeChoice />
      </div>
      <SwitchPlace viewer={viewer} />
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
