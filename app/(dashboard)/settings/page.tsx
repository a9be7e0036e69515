import { redirect } from 'next/navigation'
import { requireSession } from '@/lib/dashboard/sessions/session'

const firstSection = '/settings/redirect-uris'

export default async function SettingsPage() {
  await requireSession(firstSection)
  redirect(firstSection)
}
