import { redirect } from 'next/navigation'
import { sectionsOf } from '@/components/settings/sections'
import { requireSession, requireViewer } from '@/lib/dashboard/sessions/session'

export default async function SettingsPage() {
  const viewer = await requireViewer(await requireSession('/settings'), '/settings')
  redirect(sectionsOf(viewer)[0]?.href ?? '/integrations')
}
