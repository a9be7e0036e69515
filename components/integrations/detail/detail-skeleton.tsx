/** A placeholder for the page of one integration, shown while it loads. */
export function DetailSkeleton() {
  return (
    <>
      <p role="status" className="sr-only">
        Loading the integration
      </p>
      <div aria-hidden className="flex animate-breathe flex-col gap-5">
        <div className="flex items-center gap-4">
          <span className="size-14 rounded-lg bg-subtle" />
          <div className="flex flex-col gap-2">
            <span className="h-6 w-32 rounded-sm bg-subtle" />
            <span className="h-4 w-48 rounded-sm bg-subtle" />
          </div>
        </div>
        <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
          <span className="h-96 rounded-lg border border-border bg-surface" />
          <span className="h-72 rounded-lg border border-border bg-surface" />
        </div>
      </div>
      {/* With `wait=1` the server waits for the answer before it renders. */}
      <noscript>
        <p>
          This takes a moment.{' '}
          <a className="text-accent underline" href="?wait=1">
            Wait for it
          </a>
        </p>
      </noscript>
    </>
  )
}
