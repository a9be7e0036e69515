import { listChecks } from '@/lib/dashboard/integrations/integrations-api'
import { allowOnly } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: listChecks })
