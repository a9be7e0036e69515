import { Button } from './button'
import { PostForm } from './post-form'

/**
 * The button that sends a person to the issuer of single sign-on. With `linkSecret`, the person
 * uses that link when they return.
 */
export function SignOnForm({
  signOnName,
  callbackUrl,
  linkSecret,
  isFirst,
}: {
  signOnName: string
  callbackUrl: string
  linkSecret?: string | undefined
  /** Whether no other way to sign in stands above it. */
  isFirst: boolean
}) {
  return (
    <PostForm
      action="/sign-in/sso"
      fields={{ callbackUrl, link: linkSecret, cookies: 'needed' }}
      className="flex flex-col"
    >
      <Button
        type="submit"
        look={isFirst ? 'primary' : 'secondary'}
        size="medium"
        className="w-full"
      >
        <span className="min-w-0 wrap-anywhere">Continue with {signOnName}</span>
      </Button>
    </PostForm>
  )
}
