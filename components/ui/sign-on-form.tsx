import { Button } from './button'
import { PostForm } from './post-form'

/** The button that leads to the issuer of single sign-on. A person with a link comes back with it. */
export function SignOnForm({
  signOnName,
  callbackUrl,
  linkSecret,
  isFirst,
}: {
  signOnName: string
  callbackUrl: string
  linkSecret?: string | undefined
  /** Whether no other way stands above it. */
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
