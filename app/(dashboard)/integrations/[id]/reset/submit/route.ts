import { formRoute } from '@/lib/dashboard/routes/route'
import { submitReset } from '@/lib/dashboard/tools/tool-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitReset)
