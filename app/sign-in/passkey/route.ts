import { allowOnly } from '@/lib/dashboard/routes/route'
import { beginPasskey } from '@/lib/dashboard/sign-in/begin-passkey'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ POST: beginPasskey })
