import { developersMarkdown } from '@/lib/dashboard/developers/developers-markdown'
import { allowOnly } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: developersMarkdown })
