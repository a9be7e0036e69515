import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { ownRoleConfirmation } from '@/components/settings/people/own-role-confirmation'
import { PageFrame } from '@/components/shell/page-frame'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { roleSchema } from '@/lib/contract/api/role'
import { readPerson } from '@/lib/dashboard/settings/read-person'

export const metadata: Metadata = { title: 'Change your own role' }

export default async function OwnRolePage(page: PageProps<'/settings/people/[id]/role'>) {
  const { id } = await page.params
  const role = roleSchema.safeParse((await page.searchParams).role)
  const { viewer, person } = await readPerson(id, 'role')
  if (!role.success || person.id !== viewer.apiPersonId) notFound()
  if (role.data === person.role) redirect('/settings/people')
  return (
    <PageFrame viewer={viewer}>
      <ConfirmPage {...ownRoleConfirmation(person, role.data, viewer)} backTo="/settings/people" />
    </PageFrame>
  )
}
