import type { ReactNode } from 'react'
import { classes } from './classes'
import { PostForm } from './post-form'

const linkClass =
  'cursor-pointer text-left text-accent underline underline-offset-4 wrap-anywhere max-sm:min-h-11'

/**
 * The form that switches to one account and environment. Each `SwitchAccountLink` to a page there has the
 * id of this form.
 */
export function SwitchAccountForm({
  formId,
  switchTo,
}: {
  formId: string
  switchTo: { person: string; account: string; environment: string }
}) {
  return <PostForm id={formId} action="/switch" fields={switchTo} className="contents" />
}

/** A link to a page of an account and environment. It switches there first when the viewer works somewhere else. */
export function SwitchAccountLink({
  path,
  formId,
  className,
  children,
}: {
  path: string
  /** The id of the `SwitchAccountForm` that switches there. Null when the viewer works there already. */
  formId: string | null
  className?: string
  children: ReactNode
}) {
  if (formId === null)
    return (
      <a href={path} className={classes('inline-flex items-center', linkClass, className)}>
        {children}
      </a>
    )
  return (
    <button
      type="submit"
      form={formId}
      name="return_to"
      value={path}
      className={classes('max-w-full', linkClass, className)}
    >
      {children}
    </button>
  )
}
