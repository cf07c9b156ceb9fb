import { describe, expect, test } from "vitest";
import { readForm } from "./form.ts";
import type { Role } from "./role.ts";

const options = {
  scale: numbers(1, 5),
  ten: numbers(0, 10),
  yesNo: [
    ["Yes", 1],
    ["No", 0],
  ],
  things: [
    ["The price", 1],
    ["The product", 2],
    ["The service", 3],
  ],
  agree: [
    ["Strongly disagree", 1],
    ["Disagree", 2],
    ["Agree", 3],
    ["Strongly agree", 4],
  ],
  level: [
    ["Very dissatisfied", 1],
    ["Neutral", 2],
    ["Very satisfied", 3],
  ],
  same: [
    ["Yes", 0],
    ["No", 0],
  ],
} as const satisfies Record<string, readonly (readonly [string, number])[]>;

function numbers(low: number, high: number): readonly (readonly [string, number])[] {
  return Array.from({ length: high - low + 1 }, (_, at) => [String(low + at), low + at] as const);
}

interface Place {
  readonly options?: keyof typeof options;
  readonly group?: string;
  readonly form?: string;
  readonly kind?: "survey" | "evaluation";
  readonly type?: string;
}

function decide(text: string | null, place: Place = {}) {
  const question = {
    id: "q",
    type: place.type ?? "multipleChoiceQuestion",
    text,
    answerOptions: options[place.options ?? "scale"].map(([text, value]) => ({ id: `a${text}`, text, value })),
  };
  const groups = [{ id: "g", name: place.group ?? "Group 1", questions: [question] }];
  const wire = { id: "f", name: place.form ?? "Post-call", questionGroups: groups };
  const form = readForm(wire, place.kind ?? "survey", { roles: {}, leads: {}, scales: {} });
  return form.questions[0];
}

type Line = readonly [text: string, role: Role, options?: keyof typeof options];

const byLanguage: Record<string, readonly Line[]> = {
  english: [
    ["How satisfied are you?", "csat"],
    ["Overall, how satisfied were you with our service today?", "csat", "level"],
    ["On a scale from 1 to 5, how satisfied were you with the agent?", "csat"],
    ["How would you rate your overall experience?", "csat"],
    ["Please rate your recent support experience", "csat", "ten"],
    ["CSAT", "csat"],
    ["Customer satisfaction with the agent's tone", "csat"],
    ["Were you satisfied?", "csat", "yesNo"],
    ["I am satisfied with the service I received.", "csat", "agree"],
    ["How satisfied are you with how easy it was to reach us?", "csat"],
    ["How satisfied are you with the resolution of your problem?", "csat"],
    ["How satisfied are you with the way in which your call was handled?", "csat"],
    ["Which best describes how satisfied you are?", "csat", "level"],
    ["How satisfied are you, and why?", "csat"],
    ["How easy was it to get help?", "ces"],
    ["How much effort did you personally have to put forth to handle your request?", "ces"],
    ["The company made it easy for me to handle my issue.", "ces", "agree"],
    ["How easy was it to get your issue resolved?", "ces"],
    ["Was your issue resolved?", "resolution", "yesNo"],
    ["Did our agent resolve your issue?", "resolution", "yesNo"],
    ["Did we solve your problem today?", "resolution", "yesNo"],
    ["Was your issue resolved to your complete satisfaction?", "resolution", "yesNo"],
    ["Was the reason for your call resolved?", "resolution", "yesNo"],
    ["What is the main reason for your satisfaction?", "other", "things"],
    ["Why were you dissatisfied?", "other", "things"],
    ["You said you were dissatisfied. What is the main reason?", "other", "things"],
    ["What was the main reason for contacting us?", "other", "things"],
    ["Which product are you most satisfied with?", "other", "things"],
    ["How many times did you contact us before your issue was resolved?", "other"],
    ["How long did you wait?", "other"],
    ["How did you hear about us?", "other", "things"],
    ["How likely are you to recommend us?", "other", "ten"],
    ["Did the agent verify the caller?", "other", "yesNo"],
    ["Did the agent confirm that the issue was resolved?", "other", "yesNo"],
    ["Were you satisfied?", "other", "same"],
    ["How dissatisfied were you?", "unconfirmed"],
    ["How would you rate the agent?", "unconfirmed"],
    ["Please choose a number.", "unconfirmed", "ten"],
    ["At what rate were you charged?", "unconfirmed"],
    ["Do you have experience with our app?", "unconfirmed", "yesNo"],
    ["Was the answer satisfactory?", "unconfirmed", "yesNo"],
    ["Did the agent put you at ease?", "other", "yesNo"],
    ["Would you take part in our satisfaction survey again?", "unconfirmed", "yesNo"],
  ],
  german: [
    ["Wie zufrieden waren Sie insgesamt mit unserem Service?", "csat"],
    ["Wie zufrieden oder unzufrieden sind Sie mit uns?", "csat"],
    ["Wie unzufrieden sind Sie mit uns?", "unconfirmed"],
    ["Wie unzufrieden sind Sie mit uns?", "csat", "level"],
    ["Bitte bewerten Sie Ihre Erfahrung", "csat"],
    ["Kundenzufriedenheit gesamt", "csat"],
    ["Wie einfach war es, uns zu erreichen?", "ces"],
    ["Wie hoch war Ihr Aufwand?", "ces"],
    ["Wurde Ihr Anliegen gelöst?", "resolution", "yesNo"],
    ["Wurde Ihr Anliegen zu Ihrer vollen Zufriedenheit erledigt?", "resolution", "yesNo"],
    ["Konnten wir Ihr Problem lösen?", "resolution", "yesNo"],
    ["Warum waren Sie unzufrieden?", "other", "things"],
    ["Was war der Hauptgrund für Ihre Zufriedenheit?", "other", "things"],
    ["Wie oft haben Sie uns kontaktiert?", "other"],
    ["Hat der Mitarbeiter Ihre Identität geprüft?", "other", "yesNo"],
    ["Wie bewerten Sie den Mitarbeiter?", "unconfirmed"],
    ["Bewerten Sie einfach den Mitarbeiter", "unconfirmed"],
  ],
  french: [
    ["À quel point êtes-vous satisfait(e) de notre service ?", "csat"],
    ["Quel est votre niveau de satisfaction globale ?", "csat"],
    ["Dans quelle mesure a-t-il été facile de nous joindre ?", "ces"],
    ["Votre problème a-t-il été résolu ?", "resolution", "yesNo"],
    ["Quelle est la raison principale de votre satisfaction ?", "other", "things"],
    ["Pourquoi êtes-vous insatisfait ?", "other", "things"],
    ["Recommanderiez-vous nos services ?", "other", "ten"],
    ["Avez-vous apprécié ces services ?", "unconfirmed", "yesNo"],
  ],
  spanish: [
    ["¿Qué tan satisfecho está con nuestro servicio?", "csat"],
    ["¿Cómo calificaría su experiencia en general?", "csat"],
    ["¿Qué tan fácil fue resolver su problema?", "ces"],
    ["¿Se resolvió su problema?", "resolution", "yesNo"],
    ["¿Cuál es el motivo principal de su insatisfacción?", "other", "things"],
    ["¿Por qué no está satisfecho?", "other", "things"],
    ["¿Cómo calificaría al agente?", "unconfirmed"],
  ],
  italian: [
    ["Quanto è soddisfatto del nostro servizio?", "csat"],
    ["Quanto è stato facile contattarci?", "ces"],
    ["Il suo problema è stato risolto?", "resolution", "yesNo"],
    ["Qual è il motivo principale della sua soddisfazione?", "other", "things"],
  ],
  dutch: [
    ["Hoe tevreden bent u over onze service?", "csat"],
    ["Hoe makkelijk was het om ons te bereiken?", "ces"],
    ["Is uw probleem opgelost?", "resolution", "yesNo"],
    ["Waarom bent u ontevreden?", "other", "things"],
  ],
  portuguese: [
    ["Quão satisfeito você está com o atendimento?", "csat"],
    ["Como você avalia a sua experiência?", "csat"],
    ["Foi fácil resolver o seu problema?", "ces"],
    ["Seu problema foi resolvido?", "resolution", "yesNo"],
    ["Qual o principal motivo da sua nota?", "other", "things"],
  ],
  polish: [
    ["Jak bardzo jest Pan/Pani zadowolony/a z obsługi?", "csat"],
    ["Jak łatwo było się z nami skontaktować?", "ces"],
    ["Czy problem został rozwiązany?", "resolution", "yesNo"],
    ["Jaki jest główny powód Twojej oceny?", "other", "things"],
  ],
  nordic: [
    ["Hur nöjd är du med vår service?", "csat"],
    ["Hur enkelt var det att få hjälp?", "ces"],
    ["Blev ditt problem löst?", "resolution", "yesNo"],
    ["Varför är du missnöjd?", "other", "things"],
    ["Hvor tilfreds er du samlet set?", "csat"],
    ["Hvor nemt var det at få hjælp?", "ces"],
    ["Blev dit problem løst?", "resolution", "yesNo"],
    ["Hvor fornøyd er du med hjelpen?", "csat"],
    ["Hvor lett var det å få hjelp?", "ces"],
    ["Kuinka tyytyväinen olet palveluumme?", "csat"],
    ["Kuinka helppoa oli saada apua?", "ces"],
    ["Ratkaistiinko ongelmasi?", "resolution", "yesNo"],
    ["Miksi olet tyytymätön?", "other", "things"],
  ],
  turkish: [
    ["Hizmetimizden ne kadar memnunsunuz?", "csat"],
    ["HİZMETİMİZDEN NE KADAR MEMNUNSUNUZ?", "csat"],
    ["Sorununuz çözüldü mü?", "resolution", "yesNo"],
    ["Memnuniyetsizliğinizin nedeni nedir?", "other", "things"],
  ],
  slavic: [
    ["Насколько вы довольны нашим обслуживанием?", "csat"],
    ["Это было довольно быстро?", "unconfirmed", "yesNo"],
    ["Насколько легко было решить вопрос?", "ces"],
    ["Ваша проблема была решена?", "resolution", "yesNo"],
    ["Почему вы недовольны?", "other", "things"],
    ["Jak jste spokojeni s našimi službami?", "csat"],
    ["Byl váš problém vyřešen?", "resolution", "yesNo"],
  ],
  japanese: [
    ["サービスにどの程度満足していますか？", "csat"],
    ["総合満足度", "csat"],
    ["問題は解決しましたか？", "resolution", "yesNo"],
    ["お問い合わせは簡単でしたか？", "ces"],
    ["満足の理由をお選びください", "other", "things"],
    ["対応はいかがでしたか？", "unconfirmed"],
  ],
  chinese: [
    ["您对我们的服务满意吗？", "csat"],
    ["您對我們的服務滿意嗎？", "csat"],
    ["您的问题解决了吗？", "resolution", "yesNo"],
    ["您不满意的主要原因是什么？", "other", "things"],
  ],
  korean: [
    ["서비스에 얼마나 만족하십니까?", "csat"],
    ["문제가 해결되었습니까?", "resolution", "yesNo"],
    ["불만족하신 이유는 무엇입니까?", "other", "things"],
    ["아쉬운 점이 있었나요?", "unconfirmed", "yesNo"],
  ],
};

for (const [language, lines] of Object.entries(byLanguage)) {
  describe(`a ${language} text`, () => {
    for (const [text, role, kind] of lines) {
      test(`"${text}" is ${role}`, () => {
        const question = decide(text, kind ? { options: kind } : {});
        expect(question?.role, question?.reason).toBe(role);
        expect(question?.reason).toMatch(/^[A-Z].*\.$/s);
      });
    }
  });
}

describe("where the text leaves it open", () => {
  const lines: readonly (readonly [string | null, Place, Role, string])[] = [
    ["The agent", { group: "Customer satisfaction" }, "csat", "group"],
    ["How would you rate the agent?", { group: "Kundenzufriedenheit" }, "csat", "group"],
    ["Getting through", { group: "Effort" }, "ces", "group"],
    ["Today?", { group: "Resolution", options: "yesNo" }, "resolution", "group"],
    ["What is the main reason?", { group: "CSAT", options: "things" }, "other", "question"],
    ["Was the reason for the complaint noted?", { group: "CSAT", options: "yesNo" }, "other", "question"],
    ["How would you rate the agent?", { form: "Customer Satisfaction Survey" }, "csat", "form"],
    ["How would you rate the agent?", { form: "Customer effort" }, "ces", "form"],
    ["Please choose a number.", { form: "Customer Satisfaction Survey" }, "unconfirmed", "nothing"],
    ["How easy was it?", { group: "CSAT", form: "CSAT" }, "ces", "question"],
    [null, {}, "unconfirmed", "nothing"],
    [null, { group: "CSAT" }, "csat", "group"],
    ["Greeting as required", { kind: "evaluation", options: "yesNo" }, "other", "nothing"],
    ["Did the agent ensure the customer was satisfied?", { kind: "evaluation", options: "yesNo" }, "other", "question"],
    ["Would you recommend us?", { type: "npsQuestion" }, "nps", "type"],
    ["How satisfied are you? Tell us.", { type: "freeTextQuestion" }, "comment", "type"],
    ["What are you satisfied with?", { type: "multipleSelectQuestion" }, "other", "type"],
    ["How satisfied are you?", { type: "sliderQuestion" }, "csat", "question"],
  ];
  for (const [text, place, role, from] of lines) {
    test(`"${text}" in ${JSON.stringify(place)} is ${role} by ${from}`, () => {
      const question = decide(text, place);
      expect([question?.role, question?.roleFrom], question?.reason).toEqual([role, from]);
    });
  }
});

describe("the configuration", () => {
  const question = {
    id: "q",
    contextId: "__proto__",
    text: "Why?",
    type: "multipleChoiceQuestion",
    answerOptions: options.scale.map(([text, value]) => ({ id: text, text, value })),
  };
  const wire = { id: "f", contextId: "c", questionGroups: [{ id: "g", questions: [question] }] };
  const none = { roles: {}, leads: {}, scales: {} };
  const read = (settings: object) => readForm(wire, "survey", { ...none, ...settings }).questions[0];

  test("beats all words", () =>
    expect(read({ roles: { q: "csat" } })).toMatchObject({ role: "csat", roleFrom: "config" }));
  test("makes a lead a csat question", () => expect(read({ leads: { c: "q" } })?.role).toBe("csat"));
  test("makes no score of a free text", () => {
    const text = { ...question, type: "freeTextQuestion" };
    const form = readForm({ ...wire, questionGroups: [{ id: "g", questions: [text, question] }] }, "survey", {
      ...none,
      leads: { c: "q" },
    });
    // Two questions of one id are one: the first.
    expect(form.questions.map(({ role }) => role)).toEqual(["comment"]);
  });
  test("ignores the names that every object has", () => expect(read({})?.role).toBe("other"));
  test("turns a scale", () =>
    expect(read({ scales: { q: { best: "low" } } })?.scale).toMatchObject({ best: "low", direction: "confirmed" }));
});
