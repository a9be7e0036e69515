import { beginAddPasskey } from '@/lib/dashboard/passkeys/begin-add-passkey'
import { allowOnly } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ POST: beginAddPasskey })
