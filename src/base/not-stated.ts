/** What chooses, and names in English, whatever has no value in a roster. */
export const notStated = "not stated";
