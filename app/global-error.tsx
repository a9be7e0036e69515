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
            Something went wrong while this page was shown. If you were changing something, the list
            of integrations tells whether it was done. Reload the page to try again.
          </p>
          {error.digest && (
            <p translate="no" className="font-mono text-muted text-xs wrap-anywhere">
              Reference {error.digest}
            </p>
          )}
        </main>
      </body>
    </html>
  )
}
