/** Why a response that is listed as answered is not delivered: what its document gives as its status. */
export function whyNotAnswered(status: string | null): string {
  if (status === "Finished") return "Genesys lists it as answered, but its document comes without the answers.";
  return status === null
    ? "Genesys lists it as answered, but its document names no status."
    : `Genesys lists it as answered, but its document says ${status}.`;
}
