/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  reactStrictMode: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  serverExternalPackages: ['libsql', 'pino', 'pg', 'undici'],
  // server.mjs stands beside the standalone output, and Next does not see what it imports.
  outputFileTracingIncludes: {
    '/*': ['node_modules/ipaddr.js/package.json', 'node_modules/ipaddr.js/lib/*.js'],
  },
}
