import type { Block } from '@/lib/contract/view/developers'
import { BlockView } from './block-view'
import { articleClass } from './developers'

/** The page that explains one code of a problem. */
export function ErrorExplanation({
  code,
  title,
  status,
  blocks,
}: {
  code: string
  title: string
  status: number
  blocks: readonly Block[]
}) {
  return (
    <article className={articleClass}>
      <div className="flex flex-col gap-3">
        <p>
          <a href="/developers#errors">All errors</a>
        </p>
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        <p translate="no" className="text-muted">
          <code>{code}</code> · {status}
        </p>
        {blocks.map((block, index) => (
          // The blocks never change their order.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <BlockView key={index} block={block} />
        ))}
      </div>
    </article>
  )
}
