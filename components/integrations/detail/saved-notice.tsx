import { Notice } from '@/components/ui/notice'
import { type SavedForm, savedForms } from '@/lib/contract/view/tool-forms'

const sentences: Record<SavedForm, string> = {
  tools: 'Saved. The decisions hold from the next call on.',
  reset: 'The simulated account is as it was at the beginning.',
}

/**
 * Says what a form of the page has done. `saved` is a search parameter, which the form sets when it
 * leads back to the page.
 */
export function SavedNotice({ saved }: { saved: unknown }) {
  const form = savedForms.find((known) => known === saved)
  return (
    form && (
      <Notice tone="success" role="status">
        {sentences[form]}
      </Notice>
    )
  )
}
