import { allowOnly } from '@/lib/dashboard/routes/route'
import { beginAddStaffPasskey } from '@/lib/dashboard/support/staff-passkey-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ POST: beginAddStaffPasskey })
