import type { TestProject } from 'vitest/node'
import { createMigratedDatabase } from './migrated-database'
import { startPostgres } from './postgres-server'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of a PostgreSQL server, with a user who may create databases. */
    postgresUrl: string
    /** The name of a database of this server with the current schema. Nothing is connected to it. */
    migratedDatabase: string
  }
}

export default async function setup(project: TestProject) {
  const { url, stop } = await startPostgres()
  project.provide('postgresUrl', url)
  project.provide('migratedDatabase', await createMigratedDatabase(url))
  return stop
}
