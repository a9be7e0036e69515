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
    // server/compression.mjs compresses every answer.
    compress: false,
    serverExternalPackages: ['libsql', 'pino', 'pg', 'undici'],
    // server.mjs is not part of the build, so Next does not see its imports.
    outputFileTracingIncludes: {
      '/*': [
        'node_modules/lru-cache/package.json',
        'node_modules/lru-cache/dist/esm/**/*.js',
        'node_modules/ipaddr.js/package.json',
        'node_modules/ipaddr.js/lib/*.js',
        'node_modules/@remix-run/node-fetch-server/package.json',
        'node_modules/@remix-run/node-fetch-server/dist/**/*.js',
      ],
    },
    experimental: {
      // server/open-next.mjs loads the entries once the server is ready.
      preloadEntriesOnStart: false,
      // After a build nothing reads the files of these two options, which take 100 MB and 45 MB.
      turbopackFileSystemCacheForBuild: false,
      turbopackSourceMaps: phase !== PHASE_PRODUCTION_BUILD,
    },
  }
}
