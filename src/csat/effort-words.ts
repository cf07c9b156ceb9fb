import type { Vocabulary } from "./phrases.ts";

/* Words that ask for a customer's effort, by idea and language (ISO 639-1), compared folded. */

/** Much of it is good, or the ease of it is asked for together with the effort. */
export const ease: Vocabulary = {
  en: "effortless|effortlessly|easy|easier|easily|ease|simple was it|little effort|minimal effort|low effort|least effort|less effort|no effort|without effort|without difficulty|no difficulty|no hassle|without hassle|hassle free",
  de: "mühelos|wie einfach|so einfach|einfach war|war es einfach|einfach gemacht|wie leicht|leicht war|war es leicht|leicht gemacht|unkompliziert|ohne mühe|wenig mühe|ohne … aufwand|wenig … aufwand|geringem aufwand|geringer aufwand",
  fr: "facile|facilement|facilité|simple de|était il simple|sans effort|peu d efforts|sans difficulté",
  es: "fácil|fácilmente|facilidad|sencillo fue|tan sencillo|sin esfuerzo|poco esfuerzo",
  it: "facile|facilmente|facilità|quanto è stato semplice|senza sforzo|poco sforzo|senza difficoltà",
  nl: "makkelijk|gemakkelijk|gemak|eenvoudig|zonder moeite|weinig moeite",
  pt: "fácil|facilmente|facilidade|sem esforço|pouco esforço",
  ca: "fàcil",
  ro: "ușor|ușurință",
  pl: "łatwo|łatwe|łatwy|łatwość|bez wysiłku",
  cs: "snadné|snadný|snadno",
  sk: "ako ľahké|ako ľahko",
  hu: "könnyű|könnyen",
  sv: "hur enkelt|enkelt var|enkelt att|hur lätt|lätt var|lätt att",
  da: "hvor nemt|nemt var|nemt at|hvor let|let var|let at|hvor enkelt",
  no: "hvor enkelt|enkelt å|hvor lett|lett var|lett å",
  fi: "vaivattomasti|vaivatonta|helppo|helppoa|helposti",
  tr: "kolay*",
  el: "εύκολο|εύκολα",
  ru: "легко|просто было",
  uk: "легко",
  ar: "سهل|سهلا|سهولة",
  he: "קל|קלות",
  id: "mudah|kemudahan",
  vi: "dễ dàng",
  ja: "簡単でし|簡単だ|容易|しやす|手間なく|手間をかけず|手間がかから|労力をかけず|難しくな",
  zh: "容易|多简单|简单吗|轻松|輕鬆|毫不费力|不费力",
  ko: "얼마나 쉬|얼마나 쉽|쉽게|수월|간편|노력 없이",
  th: "ง่าย|สะดวก",
};

/** Much of it is bad. */
export const hardship: Vocabulary = {
  en: "how much effort|how much … effort|much effort|amount of effort|level of effort|your effort|effort you|effort did you|effort was|effort … required|effort … needed|effort … necessary|difficult|difficulty|hard was it|was it hard|is it hard|hassle",
  de: "*aufwand*|*aufwendig*|mühe|anstrengung|schwierig|wie schwer|umständlich",
  fr: "quel effort|quels efforts|combien d effort|combien d efforts|niveau d effort|votre effort|vos efforts|effort vous|efforts vous|effort avez|efforts avez|difficile|difficulté|compliqué",
  es: "cuánto esfuerzo|qué esfuerzo|nivel de esfuerzo|su esfuerzo|tu esfuerzo|mucho esfuerzo|difícil|dificultad|complicado",
  it: "quanto sforzo|che sforzo|livello di sforzo|suo sforzo|molto sforzo|difficile|difficoltà|complicato",
  nl: "moeite|inspanning|moeilijk|lastig",
  pt: "quanto esforço|que esforço|nível de esforço|seu esforço|muito esforço|difícil|dificuldade",
  ca: "esforç|difícil",
  ro: "efort|dificil",
  pl: "wysiłek|wysiłku|trudno|trudne",
  cs: "úsilí|námaha|námahy|obtížné|složité",
  sk: "úsilie|námaha|náročné|ťažké",
  hu: "erőfeszítés*|nehéz",
  sv: "ansträngning*|hur svårt|besvärligt",
  da: "hvor stor … indsats|hvor meget … indsats|anstrengelse*|svært|besværligt",
  no: "hvor stor … innsats|hvor mye … innsats|anstrengelse*|vanskelig",
  fi: "vaivaa|vaivan|vaikeaa|hankalaa",
  tr: "çaba|efor|zor|zorluk",
  el: "προσπάθεια|δύσκολο",
  ru: "усилий|усилия|сложно|трудно",
  uk: "зусиль|зусилля|складно|важко",
  ar: "جهد|الجهد|صعب",
  he: "מאמץ|קשה",
  id: "usaha|sulit",
  vi: "nỗ lực|khó khăn",
  ja: "手間|労力|難し",
  zh: "费力|費力|困难|困難|努力程度",
  ko: "노력|어려",
  th: "ความพยายาม",
};

/** Effort, but not whether much of it is good: it may be the name of the measure. */
export const effort: Vocabulary = {
  any: "customer effort",
  en: "effort",
  fr: "effort|efforts",
  es: "esfuerzo",
  it: "sforzo",
  pt: "esforço",
  da: "indsats",
  no: "innsats",
};

/** An agent's effort is not the customer's. */
export const otherEffort: Vocabulary = {
  en: "at ease|make an effort|made an effort|makes an effort|every effort|best effort|best efforts|agent s effort|agent effort",
  de: "mühe gegeben|sich mühe|mühe gab|mühe gibt",
  fr: "a fait un effort|a fait des efforts",
  es: "hizo un esfuerzo",
  it: "ha fatto uno sforzo",
  nl: "deed moeite",
};
