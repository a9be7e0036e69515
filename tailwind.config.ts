import type { Config } from 'tailwindcss'

export default {
  content: ['./app/**/*.tsx', './components/**/*.tsx', './components/ui/button-class.ts'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      background: 'var(--background)',
      surface: 'var(--surface)',
      subtle: 'var(--subtle)',
      overlay: 'var(--overlay)',
      border: 'var(--border)',
      control: 'var(--control)',
      foreground: 'var(--foreground)',
      muted: 'var(--muted)',
      ring: 'var(--ring)',
      accent: {
        DEFAULT: 'var(--accent)',
        hover: 'var(--accent-hover)',
        foreground: 'var(--accent-foreground)',
        subtle: 'var(--accent-subtle)',
      },
      success: { DEFAULT: 'var(--success)', subtle: 'var(--success-subtle)' },
      warning: {
        DEFAULT: 'var(--warning)',
        subtle: 'var(--warning-subtle)',
        border: 'var(--warning-border)',
      },
      danger: {
        DEFAULT: 'var(--danger)',
        hover: 'var(--danger-hover)',
        foreground: 'var(--danger-foreground)',
        subtle: 'var(--danger-subtle)',
      },
    },
    fontFamily: {
      sans: [
        'var(--font-geist-latin)',
        'var(--font-geist-beyond-latin)',
        "'Geist stand-in'",
        'ui-sans-serif',
        'system-ui',
        'sans-serif',
      ],
      mono: ['var(--font-geist-mono)', 'ui-monospace', 'monospace'],
    },
    fontSize: {
      xs: ['0.75rem', '1rem'],
      sm: ['0.8125rem', '1.25rem'],
      base: ['0.875rem', '1.25rem'],
      lg: ['1rem', '1.5rem'],
      xl: ['1.25rem', '1.75rem'],
      '2xl': ['1.5rem', '2rem'],
      /* A phone zooms into a field with letters below 16 px. */
      field: ['max(16px, 0.875rem)', '1.5'],
    },
    borderRadius: { none: '0', sm: '6px', md: '8px', DEFAULT: '10px', lg: '10px', full: '9999px' },
    boxShadow: { none: 'none', dialog: '0 16px 48px rgb(0 0 0 / 0.18)' },
    extend: {
      maxWidth: { content: '1120px', prose: '640px' },
      transitionDuration: { DEFAULT: '120ms' },
    },
  },
} satisfies Config
