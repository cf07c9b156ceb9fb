import type { FormDraft } from "./form-draft.ts";
import { hai, manzoku } from "./scales.ts";

export const japanese: FormDraft = {
  key: "japanese",
  kind: "survey",
  name: "お客様アンケート",
  language: "ja",
  division: "Home",
  lead: "overall",
  versions: [
    {
      since: "always",
      groups: [
        {
          key: "contact",
          name: "お問い合わせについて",
          questions: [
            {
              key: "agent",
              text: "担当者の対応にどの程度満足されましたか？",
              type: "multipleChoiceQuestion",
              role: "csat",
              options: [...manzoku, ["わからない", 0, "off scale"]],
              satisfied: [4, 5],
            },
            {
              key: "overall",
              text: "サービス全体にどの程度満足されましたか？",
              type: "multipleChoiceQuestion",
              role: "csat",
              options: manzoku,
              satisfied: [4, 5],
            },
            {
              key: "resolution",
              text: "問題は解決しましたか？",
              type: "multipleChoiceQuestion",
              role: "resolution",
              options: hai,
            },
            {
              key: "recommend",
              text: "当社を友人や同僚に勧める可能性はどのくらいありますか？",
              type: "npsQuestion",
              role: "nps",
            },
            {
              key: "reason",
              text: "ご評価の主な理由をお選びください。",
              type: "multipleChoiceQuestion",
              role: "other",
              options: [
                ["待ち時間", 1],
                ["担当者", 2],
                ["結果", 3],
              ],
              naEnabled: true,
            },
            {
              key: "comment",
              text: "ご意見をお聞かせください。",
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
