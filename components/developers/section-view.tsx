import type { Section } from '@/lib/contract/view/developers'
import { BlockView } from './block-view'

const headings = {
  2: { Tag: 'h2', look: 'font-semibold text-xl tracking-tight', gap: 'pt-10' },
  3: { Tag: 'h3', look: 'font-semibold text-lg', gap: 'pt-6' },
  4: { Tag: 'h4', look: 'font-semibold', gap: 'pt-5' },
} as const

function Call({ method, path }: { method: string; path: string }) {
  return (
    <p translate="no" className="font-mono text-xs wrap-anywhere">
      <span className="mr-2 rounded-sm bg-accent-subtle px-1.5 py-0.5 font-medium">{method}</span>
      {path}
    </p>
  )
}

/** A section of the developers' page with the sections in it. */
export function SectionView({ section, level = 2 }: { section: Section; level?: 2 | 3 | 4 }) {
  const { id, title, call, blocks, sections } = section
  const { Tag, look, gap } = headings[level]
  const nextLevel = level === 2 ? 3 : 4
  return (
    <section
      id={id}
      className={`flex min-w-0 scroll-mt-4 flex-col gap-3 ${gap} ${level === 2 ? 'border-border border-t first:border-t-0 first:pt-0' : ''}`}
    >
      <Tag className={look}>{title}</Tag>
      {call && <Call {...call} />}
      {blocks.map((block, index) => (
        // The blocks of a section never change their order.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <BlockView key={index} block={block} />
      ))}
      {sections.map((each) => (
        <SectionView key={each.id} section={each} level={nextLevel} />
      ))}
    </section>
  )
}
