import type { Metadata } from 'next'
import { Developers } from '@/components/developers/developers'
import { PageFrame } from '@/components/shell/page-frame'
import { readDevelopersPage } from '@/lib/dashboard/developers/read-developers-page'

export const metadata: Metadata = {
  title: 'Developers',
  description: 'Connect links, the API and its errors, with examples that work when pasted.',
}

export default async function DevelopersPage() {
  const { viewer, page } = await readDevelopersPage()
  return (
    <PageFrame viewer={viewer} showsPublicLinks>
      <Developers {...page} />
    </PageFrame>
  )
}
