import { formRoute } from '@/lib/dashboard/routes/route'
import { submitDelete } from '@/lib/dashboard/settings/redirect-uri-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitDelete)
