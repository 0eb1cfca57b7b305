/**
 * Addresses of RDS and Aurora end alike everywhere; those of a proxy have a label that starts with `proxy-`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connecting.html
 */
const databaseHost = /\.rds\.amazonaws\.com(\.cn)?(:\d+)?(\/|$)/;
const proxyHost = /\.proxy-/;

/** Whether a text is, or holds, the address of a database itself rather than of an RDS Proxy before it. */
export const isDatabaseHost = (text: string): boolean => databaseHost.test(text) && !proxyHost.test(text);
