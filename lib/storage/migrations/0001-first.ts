import type { Migration } from 'kysely'
import { createConnectTables } from './first/connect-tables'
import { createDashboardTables } from './first/dashboard-tables'
import { createIntegrationTables } from './first/integrations-tables'
import { createPlatformTables } from './first/platform-tables'
import { createSandboxTables } from './first/sandbox-tables'

/** Every table of the first release. The SQL is portable: the same runs on SQLite and PostgreSQL. */
export const firstMigration: Migration = {
  async up(db) {
    await createPlatformTables(db)
    await createIntegrationTables(db)
    await createConnectTables(db)
    await createSandboxTables(db)
    await createDashboardTables(db)
  },
}
