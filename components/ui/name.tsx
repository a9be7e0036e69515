import type { ComponentProps } from 'react'

/**
 * A name as its owner writes it (of a service, an account, a tool, an id): translators leave it, and its
 * direction does not reach the text around it.
 */
export function Name(props: ComponentProps<'bdi'>) {
  return <bdi translate="no" {...props} />
}
