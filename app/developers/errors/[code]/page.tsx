import type { Metadata } from 'next'
import { ErrorExplanation } from '@/components/developers/error-explanation'
import { PageFrame } from '@/components/shell/page-frame'
import { readErrorPage } from '@/lib/dashboard/developers/read-developers-page'

export async function generateMetadata({
  params,
}: PageProps<'/developers/errors/[code]'>): Promise<Metadata> {
  return { title: `Error ${(await params).code}` }
}

export default async function ErrorPage({ params }: PageProps<'/developers/errors/[code]'>) {
  const { viewer, ...explanation } = await readErrorPage((await params).code)
  return (
    <PageFrame viewer={viewer} showsPublicLinks>
      <ErrorExplanation {...explanation} />
    </PageFrame>
  )
}
