import type { Section } from '@/lib/contract/view/developers'

/** Returns the sections below one, without the groups: the calls of all groups stand under "Reference". */
function below({ sections }: Section): Section[] {
  return sections.flatMap((each) => (each.sections.some(({ call }) => call) ? each.sections : each))
}

/** The table of contents of the developers' page. */
export function Contents({ sections }: { sections: readonly Section[] }) {
  return (
    <ul className="flex flex-col gap-4 text-sm">
      {sections.map((section) => (
        <li key={section.id} className="flex flex-col">
          <a href={`#${section.id}`} className="py-1 font-medium hover:underline max-lg:py-2">
            {section.title}
          </a>
          <ul>
            {below(section).map(({ id, title }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="block py-1 text-muted hover:text-foreground max-lg:py-2"
                >
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
