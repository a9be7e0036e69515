import { Button } from '@/components/ui/button'
import { PostForm } from '@/components/ui/post-form'

/** A form that uses up a single-use sign-in link. Opening the page does not use the link up. */
export function LinkForm({ secret, callbackUrl }: { secret: string; callbackUrl: string }) {
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted text-sm">
        This link signs you in once, as an admin of the test environment. Services are simulated
        there: connect, break and repair what you like.
      </p>
      <PostForm action="/sign-in/submit" fields={{ link: secret, callbackUrl, cookies: 'needed' }}>
        <Button type="submit" look="primary" size="medium" className="w-full">
          Sign in
        </Button>
      </PostForm>
      <p className="text-muted text-sm">
        Or{' '}
        <a className="text-accent underline underline-offset-4" href="/sign-in">
          use an API token
        </a>
        .
      </p>
    </div>
  )
}
