import { Button } from '@/components/ui/button'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import type { EntryView, SignInView } from '@/lib/contract/view/sign-in'
import { Introduction } from './introduction'

/**
 * The form with which a signed-in person accepts an invitation, without creating another passkey.
 */
export function JoinAsForm({
  entry,
  linkSecret,
  callbackUrl,
  signedInAs,
}: {
  entry: EntryView
  linkSecret: string
  callbackUrl: string
  signedInAs: NonNullable<SignInView['signedInAs']>
}) {
  const { personId, name } = signedInAs
  return (
    <>
      <p className="text-muted text-sm">
        <Introduction entry={entry} />
      </p>
      <PostForm
        action="/sign-in/submit"
        fields={{
          link: linkSecret,
          as: 'session',
          person: personId,
          cookies: 'needed',
          callbackUrl,
        }}
      >
        <Button type="submit" look="primary" size="medium" className="w-full">
          <span className="truncate">
            Join as <Name>{name}</Name>
          </span>
        </Button>
      </PostForm>
      <PostForm
        action="/sign-out"
        fields={{ person: personId }}
        className="flex flex-col gap-2 border-border border-t pt-6"
      >
        <p className="text-muted text-sm">
          Somebody else? Sign out, then open the link again. Or{' '}
          <a className="text-accent underline underline-offset-4" href="/integrations">
            go to your integrations
          </a>{' '}
          without joining.
        </p>
        <Button type="submit" size="medium" className="w-full">
          Sign out
        </Button>
      </PostForm>
    </>
  )
}
