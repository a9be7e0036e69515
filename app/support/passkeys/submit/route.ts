import { formRoute } from '@/lib/dashboard/routes/route'
import { submitAddStaffPasskey } from '@/lib/dashboard/support/staff-passkey-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitAddStaffPasskey)
