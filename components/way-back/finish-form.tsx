'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Logo } from '@/components/ui/logo'
import { PostForm } from '@/components/ui/post-form'
import { serviceName } from '@/lib/contract/services/catalogue'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import type { WayBack } from '@/lib/contract/view/way-back'
import { wayBackTitle } from './way-back-title'

/**
 * The last step of connecting: a form that submits itself when the way back belongs to this browser's attempt,
 * and otherwise waits until the person presses its button. The server acts on the form once, even if the form is
 * submitted several times.
 */
export function FinishForm({ wayBack }: { wayBack: Extract<WayBack, { kind: 'finish' }> }) {
  const form = useRef<HTMLFormElement>(null)
  const { service, fields, submitsItself } = wayBack
  const name = serviceName(service)

  useEffect(() => {
    if (submitsItself) form.current?.submit()
  }, [submitsItself])

  return (
    <div className="mx-auto flex w-full max-w-md flex-col items-center gap-5 pt-[12vh] text-center">
      <Logo source={serviceLogo(service)} />
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl tracking-tight">{wayBackTitle(wayBack)}</h1>
        <p className="text-muted" role="status">
          {submitsItself
            ? 'This takes a moment. Press the button if nothing happens.'
            : `${name} sent you back. Press the button if it was you who started this just now.`}
        </p>
      </div>
      <PostForm
        ref={form}
        action="/callback/complete"
        fields={fields}
        className="flex flex-wrap justify-center gap-2"
      >
        <a className={buttonClass({ size: 'medium' })} href="/integrations">
          Cancel
        </a>
        <Button type="submit" look="primary" size="medium">
          Finish connecting {name}
        </Button>
      </PostForm>
    </div>
  )
}
