/** The cookie that tells pages without scripts which theme was chosen by hand. */
export const themeCookie = 'theme'

/** A theme that was chosen; `undefined` for "as the system is" and for anything else. */
export function themeOf(value: string | null): 'light' | 'dark' | undefined {
  return value === 'light' || value === 'dark' ? value : undefined
}
