import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { ReconnectLinkView } from '@/lib/contract/view/reconnect-link'
import type { Viewer } from '@/lib/contract/view/viewer'

const primary = buttonClass({ look: 'primary', size: 'medium' })
const secondary = buttonClass({ look: 'secondary', size: 'medium' })

/**
 * The next step for the person who has opened a reconnect link, or a sentence that says why there
 * is none.
 */
export function LinkStep({
  view,
  viewer,
}: {
  view: Extract<ReconnectLinkView, { kind: 'open' }>
  viewer: Viewer | null
}) {
  const { step, secret, service, owner, environment, isConnected } = view
  const account = <Name className="font-medium text-foreground">{owner}</Name>
  switch (step.kind) {
    case 'go_on':
      return (
        <PostForm
          action="/reconnect/submit"
          fields={{ link: secret, person: viewer?.personId ?? '' }}
        >
          <Button type="submit" look={isConnected ? 'secondary' : 'primary'} size="medium">
            Continue to {serviceName(service)}
          </Button>
        </PostForm>
      )
    case 'claimed':
      return (
        <p className="text-muted">
          A link is for one person. If nobody reconnects it, ask whoever sent the link to you for
          another one.
        </p>
      )
    case 'role':
      return (
        <p className="text-muted">
          Your role in {account} may not reconnect integrations. Send this link to a member or an
          admin.
        </p>
      )
    case 'switch':
      return (
        <PostForm
          action="/switch"
          fields={{
            person: viewer?.personId ?? '',
            account: step.accountId,
            environment: step.environment,
            return_to: step.returnTo,
          }}
          className="flex flex-col items-start gap-3"
        >
          <p className="text-muted">You work in another account or environment at the moment.</p>
          <Button type="submit" look="primary" size="medium">
            <span className="truncate">
              Switch to <Name>{owner}</Name>, {environment}
            </span>
          </Button>
        </PostForm>
      )
    case 'limited':
      return (
        <p className="text-muted">
          In {account} you may work in {step.environment} only, and this is an integration of{' '}
          {environment}. Send this link to somebody who may work there, or ask an admin to invite
          you to both.
        </p>
      )
    case 'join':
      return (
        <div className="flex flex-col items-start gap-3">
          <p className="text-muted">
            You do not belong to {account} yet. With this link you join it as a member.
          </p>
          <a className={primary} href={step.joinPath}>
            Join and go on
          </a>
        </div>
      )
    case 'stranger':
      return (
        <div className="flex flex-col items-start gap-3">
          <p className="text-muted">
            You are signed in to another account, and this link is for people of {account},{' '}
            {environment}.
          </p>
          <a className={secondary} href={step.signInPath}>
            Sign in differently
          </a>
        </div>
      )
    case 'sign_in':
      return (
        <div className="flex flex-col items-start gap-3">
          {step.isClaimed && (
            <p className="text-muted">
              Somebody uses this link already. If that is you, sign in to go on.
            </p>
          )}
          {step.joinPath === null && !step.isClaimed && (
            <p className="text-muted">This link is for people of {account}. Sign in to go on.</p>
          )}
          <div className="flex flex-wrap gap-2">
            {step.joinPath !== null && (
              <a className={primary} href={step.joinPath}>
                Join and go on
              </a>
            )}
            <a className={step.joinPath === null ? primary : secondary} href={step.signInPath}>
              Sign in
            </a>
          </div>
        </div>
      )
  }
}
