import type { FormDraft } from "./form-draft.ts";
import { satisfaccion, si } from "./scales.ts";

export const spanish: FormDraft = {
  key: "spanish",
  kind: "survey",
  name: "Encuesta de atención",
  language: "es",
  division: "Home",
  lead: "general",
  versions: [
    {
      since: "always",
      groups: [
        {
          key: "contacto",
          name: "Su contacto con nosotros",
          questions: [
            {
              key: "general",
              text: "En general, ¿qué tan satisfecho está con nuestro servicio?",
              type: "multipleChoiceQuestion",
              role: "csat",
              options: satisfaccion,
              satisfied: [4, 5],
            },
            {
              key: "resuelto",
              text: "¿Se resolvió su problema?",
              type: "multipleChoiceQuestion",
              role: "resolution",
              options: si,
              naEnabled: true,
            },
            {
              key: "recomendar",
              text: "¿Qué probabilidad hay de que nos recomiende a un amigo o colega?",
              type: "npsQuestion",
              role: "nps",
            },
            {
              key: "comentario",
              text: "¿Desea añadir algún comentario?",
              type: "freeTextQuestion",
              role: "comment",
              naEnabled: true,
            },
          ],
        },
      ],
    },
  ],
};
