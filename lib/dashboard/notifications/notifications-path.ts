/** The path of the page about what a person gets by mail. */
export const notificationsPath = '/settings/notifications'
