/** Whether a warehouse is a database of a PostgreSQL server, and not a file. */
export const isServer = (place: string): boolean => /^postgres(?:ql)?:\/\//i.test(place);

/** The address as it may be shown: a password is in no message, log or document. */
export function withoutPassword(address: string): string {
  const shown = address.replace(/^([a-z]+:\/\/[^/?#@:]*):[^/?#]*@/i, "$1@");
  return shown.replace(/([?&](?:password|sslpassword)=)[^&#]*/gi, "$1***");
}
