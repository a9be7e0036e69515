import { Button } from '@/components/ui/button'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import type { EntryView, SignInView } from '@/lib/contract/view/sign-in'
import { roleSentences } from './sign-in-words'

/** The form with which somebody who is signed in accepts an invitation as themselves. */
export function JoinAsForm({
  entry,
  linkSecret,
  signedInAs,
}: {
  entry: EntryView
  linkSecret: string
  signedInAs: NonNullable<SignInView['signedInAs']>
}) {
  const { personId, name } = signedInAs
  return (
    <>
      <p className="text-muted text-sm">
        <Name>{entry.madeBy}</Name> invited {entry.email ? <Name>{entry.email}</Name> : 'you'} to{' '}
        <Name className="font-medium">{entry.accountName}</Name>. {roleSentences[entry.role]}
      </p>
      <PostForm
        action="/sign-in/submit"
        fields={{ link: linkSecret, as: 'session', person: personId, cookies: 'needed' }}
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
          Somebody else? Sign out, then open the link of the invitation again.
        </p>
        <Button type="submit" size="medium" className="w-full">
          Sign out
        </Button>
      </PostForm>
    </>
  )
}
