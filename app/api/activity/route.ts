import { downloadActivity } from '@/lib/dashboard/activity/download-activity'
import { allowOnly } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: downloadActivity })
