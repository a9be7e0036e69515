import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { NewLinkQuestion } from '@/components/settings/people/new-link-question'
import { PageFrame } from '@/components/shell/page-frame'
import { readPerson } from '@/lib/dashboard/settings/read-person'

export const metadata: Metadata = { title: 'Make a sign-in link' }

export default async function NewLinkPage(page: PageProps<'/settings/people/[id]/link'>) {
  const { id } = await page.params
  const { viewer, person } = await readPerson(id, 'link')
  return (
    <PageFrame viewer={viewer}>
      <NewLinkQuestion person={person} viewer={viewer} formKey={randomUUID()} />
    </PageFrame>
  )
}
