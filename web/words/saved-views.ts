import { defineWords } from "./words.ts";

/** Of views that were saved. */
export const savedViewWords = defineWords({
  en: {
    title: "Saved",
    none: "None yet. Give what is shown now a name.",
    name: "Name of this view",
    save: "Save",
    remove: (name: string) => `Delete the view ${name}`,
  },
  de: {
    title: "Gemerkt",
    none: "Noch keine. Was jetzt zu sehen ist, kann einen Namen bekommen.",
    name: "Name dieser Ansicht",
    save: "Merken",
    remove: (name) => `Ansicht ${name} löschen`,
  },
});
