import { KeyRound } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { PasskeyForm } from '@/components/ui/passkey-form'

/** The button with which people sign in with a passkey, above the other ways. */
export function PasskeySignIn({ callbackUrl }: { callbackUrl: string }) {
  return (
    <div className="noscript:hidden flex flex-col">
      <PasskeyForm
        kind="use"
        beginPath="/sign-in/passkey"
        action="/sign-in/submit"
        fields={{ callbackUrl, cookies: 'needed' }}
        className="flex flex-col gap-4"
      >
        <Button
          type="submit"
          name="with"
          value="passkey"
          look="primary"
          size="medium"
          className="w-full"
        >
          <KeyRound aria-hidden className="size-4" />
          Sign in with a passkey
        </Button>
      </PasskeyForm>
    </div>
  )
}
