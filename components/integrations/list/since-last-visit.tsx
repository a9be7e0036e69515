import { Button } from '@/components/ui/button'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import { Ago } from '@/components/ui/time'
import type { Viewer } from '@/lib/contract/view/viewer'
import { numerals } from '../words/numerals'
import type { News } from './news'

/** Says which integrations changed between the last visit of the person and this one, until they dismiss it. */
export function SinceLastVisit({ news, viewer }: { news: News; viewer: Viewer }) {
  const unnamedCount = news.count - news.latest.length
  return (
    <section
      aria-labelledby="since-last-visit"
      className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 rounded-lg border border-border bg-surface p-1.25 pl-3"
    >
      <div className="min-w-0 flex-1 basis-60 py-1.5">
        <h2 id="since-last-visit" className="font-semibold text-sm">
          Since your last visit
        </h2>
        <ul className="mt-1 flex flex-col gap-1 text-sm">
          {news.latest.map(({ id, name, words, at }) => (
            <li key={id} className="wrap-anywhere">
              <Name>{name}</Name>
              <span>{` ${words} `}</span>
              <span className="text-muted">
                <Ago value={at} />
              </span>
            </li>
          ))}
          {unnamedCount > 0 && (
            <li className="text-muted">{`and ${numerals.format(unnamedCount)} more`}</li>
          )}
        </ul>
      </div>
      <PostForm action="/integrations/seen" fields={{ person: viewer.personId }}>
        <Button type="submit">Dismiss</Button>
      </PostForm>
    </section>
  )
}
