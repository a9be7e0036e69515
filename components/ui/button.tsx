import type { ComponentProps } from 'react'
import { type ButtonLook, buttonClass } from './button-class'
import { classes } from './classes'

/** A button. It does nothing by itself in a form unless `type="submit"` says so. */
export function Button({
  look,
  size,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & ButtonLook) {
  return (
    <button
      type={type}
      className={classes(
        buttonClass({ ...(look ? { look } : {}), ...(size ? { size } : {}) }),
        className,
      )}
      {...rest}
    />
  )
}
