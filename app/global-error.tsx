'use client'

import './globals.css'

export default function GlobalError({ error }: { error: { digest?: string } }) {
  return (
    <html lang="en">
      <title>Miteos could not be shown</title>
      <link rel="icon" href="/icon.svg" />
      <body>
        <main className="mx-auto flex max-w-prose flex-col gap-3 px-4 pt-20">
          <h1 className="font-semibold text-2xl">Miteos could not be shown</h1>
          <p className="text-muted">
            Something went wrong on our side. Your integrations are as they were. Reload the page to
            try again.
          </p>
          {error.digest && <p className="font-mono text-muted text-xs">Reference {error.digest}</p>}
        </main>
      </body>
    </html>
  )
}
