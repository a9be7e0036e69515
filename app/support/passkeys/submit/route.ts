import { allowOnlyForm } from '@/lib/dashboard/routes/route'
import { submitAddStaffPasskey } from '@/lib/dashboard/support/staff-passkey-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnlyForm(submitAddStaffPasskey)
