import { formRoute } from '@/lib/dashboard/routes/route'
import { submitToolPolicy } from '@/lib/dashboard/tools/tool-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitToolPolicy)
