import { PHASE_PRODUCTION_BUILD } from 'next/constants.js'

/** @param {string} phase @returns {import('next').NextConfig} */
export default function configure(phase) {
  return {
    output: 'standalone',
    reactStrictMode: true,
    poweredByHeader: false,
    productionBrowserSourceMaps: false,
    skipTrailingSlashRedirect: true,
    images: { unoptimized: true },
    // server/compression.mjs does, whatever answers.
    compress: false,
    serverExternalPackages: ['libsql', 'pino', 'pg', 'undici'],
    // server.mjs stands beside the standalone output, and Next does not see what it imports.
    outputFileTracingIncludes: {
      '/*': [
        'node_modules/ipaddr.js/package.json',
        'node_modules/ipaddr.js/lib/*.js',
        'node_modules/@remix-run/node-fetch-server/package.json',
        'node_modules/@remix-run/node-fetch-server/dist/**/*.js',
      ],
    },
    experimental: {
      // server/open-next.mjs loads them, once the server is ready.
      preloadEntriesOnStart: false,
      // Both are left on the disk and read by nobody after a build: 100 MB and 45 MB.
      turbopackFileSystemCacheForBuild: false,
      turbopackSourceMaps: phase !== PHASE_PRODUCTION_BUILD,
    },
  }
}
