import type { ReactNode } from 'react'
import { classes } from './classes'
import { PostForm } from './post-form'

const linkClass =
  'cursor-pointer text-left underline-offset-4 hover:underline wrap-anywhere max-sm:min-h-11'

/** A link to a page of an account and environment. It switches there first when the viewer works somewhere else. */
export function PlaceLink({
  path,
  switchTo,
  className,
  children,
}: {
  path: string
  /** Where the page is, and the viewer's id. Null when the viewer works there already. */
  switchTo: { person: string; account: string; environment: string } | null
  className?: string
  children: ReactNode
}) {
  if (!switchTo)
    return (
      <a href={path} className={classes('inline-flex items-center', linkClass, className)}>
        {children}
      </a>
    )
  return (
    <PostForm
      action="/switch"
      fields={{ ...switchTo, return_to: path }}
      className="inline-flex max-w-full"
    >
      <button type="submit" className={classes(linkClass, className)}>
        {children}
      </button>
    </PostForm>
  )
}
