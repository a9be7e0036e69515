'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { classes } from '@/components/ui/classes'
import { storePreference } from '@/components/ui/store-preference'
import { themeCookie } from '@/lib/contract/view/reader'

const themes = [
  { name: 'light', label: 'Light', icon: Sun },
  { name: 'dark', label: 'Dark', icon: Moon },
  { name: 'system', label: 'System', icon: Monitor },
] as const

/**
 * Returns false on the server and for the first render in the browser, which must give the same markup as the
 * server. Returns true afterwards.
 */
function useIsInBrowser(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}

/** Buttons to choose the light theme, the dark theme, or the theme of the system. */
export function ThemeChoice() {
  const { theme, setTheme } = useTheme()
  const isInBrowser = useIsInBrowser()
  return (
    <fieldset className="noscript:hidden flex min-w-0 flex-wrap gap-0.5 rounded-md border border-border p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map(({ name, label, icon: Icon }) => {
        const isChosen = isInBrowser && theme === name
        return (
          <button
            key={name}
            type="button"
            aria-pressed={isChosen}
            className={classes(
              'flex min-h-7 max-sm:min-h-10 flex-1 items-center justify-center gap-1.5 rounded-sm px-2 text-xs',
              isChosen
                ? 'bg-subtle font-medium text-foreground'
                : 'text-muted hover:text-foreground',
            )}
            onClick={() => {
              setTheme(name)
              storePreference(themeCookie, name)
            }}
          >
            <Icon aria-hidden className="size-3.5 shrink-0" />
            {label}
          </button>
        )
      })}
    </fieldset>
  )
}
