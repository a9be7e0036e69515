import { Button } from '@/components/ui/button'
import { PostForm } from '@/components/ui/post-form'

/** A form to sign in with an API token. The server asks the API about the token before it stores anything. */
export function SignInForm({
  callbackUrl,
  wasRefused,
  isOnlyWay,
}: {
  callbackUrl: string
  /** Whether the page offers no other way to sign in. */
  isOnlyWay: boolean
  /** Whether the token that was just sent was refused. Screen readers then hear that the field is wrong. */
  wasRefused: boolean
}) {
  return (
    <PostForm
      action="/sign-in/submit"
      fields={{ callbackUrl, cookies: 'needed' }}
      className="flex flex-col gap-4"
    >
      <div className="flex flex-col gap-1.5">
        <label htmlFor="token" className="font-medium text-sm">
          API token
        </label>
        <input
          id="token"
          name="token"
          type="text"
          required
          maxLength={4096}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="mt_…"
          aria-invalid={wasRefused}
          aria-describedby={wasRefused ? 'sign-in-error token-help' : 'token-help'}
          className="min-h-10 rounded-md border border-control bg-surface px-3 font-mono text-sm placeholder:text-muted aria-invalid:border-danger max-sm:min-h-11 max-sm:text-field"
        />
        <p id="token-help" className="text-muted text-xs leading-relaxed">
          The token decides the account, the environment and what you may do. Admins make one under
          Settings, API tokens; whoever runs this server also with{' '}
          <code translate="no" className="font-mono wrap-anywhere">
            npm run admin -- token create
          </code>
          .
        </p>
      </div>
      <Button
        type="submit"
        look={isOnlyWay ? 'primary' : 'secondary'}
        size="medium"
        className="w-full"
      >
        Sign in
      </Button>
    </PostForm>
  )
}
