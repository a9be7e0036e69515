import { Html } from './html'

/** The page that explains one code of a problem. */
export function ErrorExplanation({
  code,
  title,
  status,
  explanation,
}: {
  code: string
  title: string
  status: number
  /** As HTML. */
  explanation: string
}) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm">
        <a href="/developers#errors" className="underline underline-offset-2">
          All errors
        </a>
      </p>
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <p translate="no" className="font-mono text-muted text-xs">
        {code} · {status}
      </p>
      <Html as="article" look="developers-text" html={explanation} />
    </div>
  )
}
