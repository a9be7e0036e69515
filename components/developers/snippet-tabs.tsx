import { CodeBlock } from '@/components/ui/code-block'
import type { Block, Snippet } from '@/lib/contract/view/developers'

/** The classes of each language. The radio button that is checked shows the label and the code of its language. */
const looks: Record<Snippet['language'], { input: string; label: string; panel: string }> = {
  sh: {
    input: 'peer/sh sr-only',
    label:
      'peer-checked/sh:bg-subtle peer-checked/sh:font-medium peer-checked/sh:text-foreground peer-focus-visible/sh:outline-2',
    panel: 'hidden basis-full peer-checked/sh:block',
  },
  ts: {
    input: 'peer/ts sr-only',
    label:
      'peer-checked/ts:bg-subtle peer-checked/ts:font-medium peer-checked/ts:text-foreground peer-focus-visible/ts:outline-2',
    panel: 'hidden basis-full peer-checked/ts:block',
  },
  python: {
    input: 'peer/python sr-only',
    label:
      'peer-checked/python:bg-subtle peer-checked/python:font-medium peer-checked/python:text-foreground peer-focus-visible/python:outline-2',
    panel: 'hidden basis-full peer-checked/python:block',
  },
}

/** One request in several languages, of which one is shown. Works without scripts. */
export function SnippetTabs({ id, label, snippets }: Extract<Block, { kind: 'snippets' }>) {
  return (
    <fieldset className="relative flex min-w-0 flex-wrap gap-1">
      <legend className="sr-only">{`Language of the example: ${label}`}</legend>
      {snippets.map(({ language }, index) => (
        <input
          key={language}
          type="radio"
          id={`${id}-${language}`}
          name={id}
          defaultChecked={index === 0}
          className={looks[language].input}
        />
      ))}
      {snippets.map(({ language, name }) => (
        <label
          key={language}
          htmlFor={`${id}-${language}`}
          className={`cursor-pointer rounded-sm px-2.5 py-1 text-muted text-sm outline-ring hover:text-foreground max-sm:py-3 ${looks[language].label}`}
        >
          {name}
        </label>
      ))}
      {snippets.map(({ language, name, code }) => (
        <div key={language} className={looks[language].panel}>
          <CodeBlock code={code} label={`Copy the ${name} example: ${label}`} />
        </div>
      ))}
    </fieldset>
  )
}
