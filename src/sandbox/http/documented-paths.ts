/**
 * Which paths Genesys has, as the official JavaScript SDK 262 calls them: `documented-paths.test.ts` compares. Of the
 * areas in which the sandbox answers something, each path after its methods (G: GET, P: POST, U: PUT, A: PATCH,
 * D: DELETE, H: HEAD), `*` for a part that varies.
 */
export const servedAreas: Readonly<Record<string, string>> = {
  analytics: `
  P/actions/aggregates/jobs GD/actions/aggregates/jobs/* G/actions/aggregates/jobs/*/results
  P/actions/aggregates/query P/agentcopilots/aggregates/jobs GD/agentcopilots/aggregates/jobs/*
  G/agentcopilots/aggregates/jobs/*/results P/agentcopilots/aggregates/query P/agents/status/counts
  P/agents/status/query G/agents/*/status P/agentutilizations/aggregates/jobs GD/agentutilizations/aggregates/jobs/*
  G/agentutilizations/aggregates/jobs/*/results P/agentutilizations/aggregates/query
  G/botflows/*/divisions/reportingturns G/botflows/*/reportingturns G/botflows/*/sessions P/bots/aggregates/jobs
  GD/bots/aggregates/jobs/* G/bots/aggregates/jobs/*/results P/bots/aggregates/query
  P/casemanagement/aggregates/jobs GD/casemanagement/aggregates/jobs/* G/casemanagement/aggregates/jobs/*/results
  P/casemanagement/aggregates/query P/conversations/activity/query P/conversations/aggregates/jobs
  GD/conversations/aggregates/jobs/* G/conversations/aggregates/jobs/*/results P/conversations/aggregates/query
  G/conversations/details P/conversations/details/jobs G/conversations/details/jobs/availability
  GD/conversations/details/jobs/* G/conversations/details/jobs/*/results P/conversations/details/query
  G/conversations/*/details P/conversations/*/details/properties P/copilots/aggregates/jobs
  GD/copilots/aggregates/jobs/* G/copilots/aggregates/jobs/*/results P/copilots/aggregates/query
  P/dataextraction/downloads/bulk G/dataextraction/downloads/metadata G/dataextraction/downloads/*
  GU/dataretention/settings P/evaluations/aggregates/jobs GD/evaluations/aggregates/jobs/*
  G/evaluations/aggregates/jobs/*/results P/evaluations/aggregates/query P/flowexecutions/aggregates/jobs
  GD/flowexecutions/aggregates/jobs/* G/flowexecutions/aggregates/jobs/*/results P/flowexecutions/aggregates/query
  P/flows/activity/query P/flows/aggregates/jobs GD/flows/aggregates/jobs/* G/flows/aggregates/jobs/*/results
  P/flows/aggregates/query P/flows/observations/query P/journeys/aggregates/jobs GD/journeys/aggregates/jobs/*
  G/journeys/aggregates/jobs/*/results P/journeys/aggregates/query P/knowledge/aggregates/jobs
  GD/knowledge/aggregates/jobs/* G/knowledge/aggregates/jobs/*/results P/knowledge/aggregates/query
  P/queues/observations/query P/ratelimits/aggregates/query G/reporting/dashboards/users
  P/reporting/dashboards/users/bulk/remove G/reporting/dashboards/users/* GP/reporting/exports
  G/reporting/exports/metadata GA/reporting/settings P/reporting/settings/dashboards/bulk/remove
  GP/reporting/settings/dashboards/query G/reporting/settings/users/*/dashboards P/resolutions/aggregates/jobs
  GD/resolutions/aggregates/jobs/* G/resolutions/aggregates/jobs/*/results P/resolutions/aggregates/query
  P/routing/activity/query P/summaries/aggregates/jobs GD/summaries/aggregates/jobs/*
  G/summaries/aggregates/jobs/*/results P/summaries/aggregates/query P/surveys/aggregates/jobs
  GD/surveys/aggregates/jobs/* G/surveys/aggregates/jobs/*/results P/surveys/aggregates/query
  P/taskmanagement/aggregates/jobs GD/taskmanagement/aggregates/jobs/* G/taskmanagement/aggregates/jobs/*/results
  P/taskmanagement/aggregates/query P/taskmanagement/metrics/query P/teams/activity/query
  P/transcripts/aggregates/jobs GD/transcripts/aggregates/jobs/* G/transcripts/aggregates/jobs/*/results
  P/transcripts/aggregates/query P/users/activity/query P/users/aggregates/jobs GD/users/aggregates/jobs/*
  G/users/aggregates/jobs/*/results P/users/aggregates/query P/users/details/jobs G/users/details/jobs/availability
  GD/users/details/jobs/* G/users/details/jobs/*/results P/users/details/query P/users/observations/query`,
  authorization: `
  GP/divisions G/divisions/deleted G/divisions/home G/divisions/limit G/divisions/query GUD/divisions/*
  G/divisions/*/grants P/divisions/*/objects/* P/divisions/*/restore G/divisionspermitted/me
  G/divisionspermitted/paged/me G/divisionspermitted/paged/* G/permissions G/policies G/policies/subject/*
  G/policies/targets GPU/policies/targets/* GD/policies/targets/*/subject/* P/policies/targets/*/validate
  GU/policies/* G/policies/*/attributes P/policies/*/simulate G/products GP/roles PU/roles/default GU/roles/settings
  GP/roles/*/comparedefault/* GPUAD/roles/* G/roles/*/subjectgrants G/roles/*/users U/roles/*/users/add
  U/roles/*/users/remove GA/settings G/subjects/me G/subjects/rolecounts G/subjects/* P/subjects/*/bulkadd
  P/subjects/*/bulkremove P/subjects/*/bulkreplace PD/subjects/*/divisions/*/roles/*`,
  organizations: `
  GA/authentication/settings GU/embeddedintegration A/features/* GU/ipaddressauthentication G/limits/changerequests
  G/limits/changerequests/* G/limits/docs G/limits/docs/freetrial G/limits/namespaces G/limits/namespaces/*
  G/limits/namespaces/*/defaults GU/me GU/whitelist`,
  quality: `
  G/agents/activity GP/calibrations GUD/calibrations/* P/conversations/audits/query G/conversations/audits/query/*
  G/conversations/audits/query/*/results P/conversations/*/evaluations GUD/conversations/*/evaluations/*
  G/conversations/*/surveys P/evaluations/aggregates/query/me G/evaluations/query P/evaluations/scoring
  P/evaluations/search G/evaluators/activity GP/forms GP/forms/evaluations G/forms/evaluations/bulk
  G/forms/evaluations/bulk/contexts GUD/forms/evaluations/* U/forms/evaluations/*/aiscoring/settings
  G/forms/evaluations/*/versions GP/forms/surveys G/forms/surveys/bulk G/forms/surveys/bulk/contexts
  GUAD/forms/surveys/* G/forms/surveys/*/versions GUD/forms/* G/forms/*/versions GP/programs/*/agentscoringrules
  GUD/programs/*/agentscoringrules/* GP/publishedforms GP/publishedforms/evaluations
  G/publishedforms/evaluations/divisionviews G/publishedforms/evaluations/divisionviews/*
  G/publishedforms/evaluations/* GP/publishedforms/surveys G/publishedforms/surveys/divisionviews
  G/publishedforms/surveys/divisionviews/* G/publishedforms/surveys/* G/publishedforms/* P/surveys
  GU/surveys/scorable P/surveys/scoring G/surveys/*`,
  routing: `
  GP/assessments GP/assessments/jobs G/assessments/jobs/* GD/assessments/* G/availablemediatypes A/conversations/*
  GUD/directroutingbackup/settings/me GP/email/domains GAD/email/domains/* GP/email/domains/*/dkim
  GP/email/domains/*/mailfrom P/email/domains/*/testconnection A/email/domains/*/validate
  GP/email/domains/*/verification GP/email/domains/*/routes GUD/email/domains/*/routes/*
  GU/email/domains/*/routes/*/identityresolution GP/email/outbound/domains P/email/outbound/domains/simulated
  GAD/email/outbound/domains/* GU/email/outbound/domains/*/activation P/email/outbound/domains/*/testconnection
  GP/email/setting GAD/email/setting/* G/email/setup GP/languages GD/languages/* G/message/recipients
  GU/message/recipients/* GP/predictors GP/predictors/keyperformanceindicators
  GAD/predictors/keyperformanceindicators/* G/predictors/keyperformanceindicatortypes GAD/predictors/*
  G/predictors/*/models G/predictors/*/models/*/features GP/queues G/queues/divisionviews G/queues/divisionviews/all
  G/queues/me GUD/queues/* G/queues/*/assistant G/queues/*/comparisonperiods G/queues/*/comparisonperiods/*
  G/queues/*/estimatedwaittime GU/queues/*/identityresolution G/queues/*/mediatypes/*/estimatedwaittime
  GPA/queues/*/members AD/queues/*/members/* GPA/queues/*/users AD/queues/*/users/* GP/queues/*/wrapupcodes
  D/queues/*/wrapupcodes/* GUD/settings GA/settings/contactcenter GUA/settings/transcription GD/skillexpressions
  G/skillexpressions/queue/* P/skillexpressions/validate GD/skillexpressions/* GP/skillgroups GAD/skillgroups/*
  G/skillgroups/*/members GP/skillgroups/*/members/divisions GP/skills GAD/skills/* GP/sms/addresses
  GD/sms/addresses/* G/sms/availablephonenumbers GU/sms/identityresolution/phonenumbers/* GP/sms/phonenumbers
  P/sms/phonenumbers/alphanumeric P/sms/phonenumbers/import GAD/sms/phonenumbers/*
  GUD/users/*/directroutingbackup/settings GUD/users/*/utilization GUD/utilization GP/utilization/labels
  GUD/utilization/labels/* G/utilization/labels/*/agents GP/wrapupcodes G/wrapupcodes/divisionviews
  G/wrapupcodes/divisionviews/* GUD/wrapupcodes/*`,
  teams: `
  GP/ P/search GAD/* GPD/*/members`,
  tokens: `
  GDH/me GU/timeout D/*`,
  users: `
  GP/ GUAD/agentui/agents/autoanswer/*/settings A/bulk G/chats/me GP/customattributes/schemas
  G/customattributes/schemas/coretypes G/customattributes/schemas/coretypes/* G/customattributes/schemas/limits
  GUD/customattributes/schemas/* G/customattributes/schemas/*/versions G/customattributes/schemas/*/versions/*
  G/development/activities P/development/activities/aggregates/query G/development/activities/me
  G/development/activities/* G/externalid/*/* G/me P/me/password G/me/verifiers P/me/verifiers/totp
  P/me/verifiers/totp/* P/me/verifiers/webauthn/register P/me/verifiers/webauthn/register/options UD/me/verifiers/*
  U/presences/bulk G/presences/purecloud/bulk G/presences/*/bulk G/query GP/rules P/rules/query G/rules/settings/*
  GAD/rules/* G/rules/*/dependents G/rules/*/dependents/*/* GP/search P/search/conversation/target
  P/search/queuemembers/manage P/search/teams/assign G/stations/me D/stations/me/associatedstation
  U/stations/me/associatedstation/* GU/*/roles GAD/* G/*/adjacents GUA/*/callforwarding UA/*/customattributes
  GA/*/customattributes/bulk GD/*/customattributes/* G/*/directreports GP/*/externalid G/*/externalid/*
  D/*/externalid/*/* G/*/favorites GA/*/geolocations/* GP/*/greetings GU/*/greetings/defaults P/*/invite
  GU/*/outofoffice P/*/password GA/*/presences/purecloud GA/*/presences/* G/*/profile GU/*/profileskills GA/*/queues
  A/*/queues/* GP/*/routinglanguages A/*/routinglanguages/bulk AD/*/routinglanguages/* GP/*/routingskills
  UA/*/routingskills/bulk UD/*/routingskills/* GU/*/routingstatus P/*/screenmonitors/sessions
  GD/*/screenmonitors/sessions/* G/*/skillgroups GU/*/state G/*/station D/*/station/associatedstation
  U/*/station/associatedstation/* D/*/station/defaultstation U/*/station/defaultstation/* G/*/superiors G/*/trustors
  G/*/verifiers UD/*/verifiers/*`,
};

/** The other areas: the first part of their paths alone. */
export const otherAreas = `
  agentic alerting architect assistants audits backgroundassistant billing businessrules carrierservices
  casemanagement certificate chats coaching contentmanagement conversations dataextensions dataprivacy date
  dependencies diagnostics documentation downloads emails employeeengagement employeeperformance events
  externalcontacts fax fieldconfig flows gamification gdpr geolocations greetings groups guides identityproviders
  infrastructureascode integrations intents ipranges journey knowledge languages languageunderstanding learning
  license locations messaging mobiledevices notifications oauth orgauthorization orphanrecordings outbound presence
  presencedefinitions processautomation profiles recording recordings responsemanagement scim screenmonitors
  screenrecording scripts search settings socialmedia speechandtextanalytics stations systempresences taskmanagement
  telephony textbots timezones uploads usage userrecordings voicemail webdeployments webmessaging
  workforcemanagement`;

const letters: Readonly<Record<string, string>> = { G: "GET", P: "POST", U: "PUT", A: "PATCH", D: "DELETE", H: "HEAD" };

interface DocumentedPath {
  readonly methods: readonly string[];
  /** `*` where a part varies. */
  readonly parts: readonly string[];
}

const areas: ReadonlyMap<string, readonly DocumentedPath[]> = new Map(
  Object.entries(servedAreas).map(([area, text]) => [area, words(text).map(documentedPath)]),
);
const others: ReadonlySet<string> = new Set(words(otherAreas));

const root = ["", "api", "v2"];

/** Whether Genesys has this path and method, the path alone with other methods, or nothing there. */
export function documentedAs(method: string, path: string): "documented" | "other method" | "unknown" {
  const parts = path.split("/");
  const [area = "", ...rest] = parts.slice(root.length);
  if (root.some((part, at) => part !== parts[at])) return "unknown";
  if (others.has(area)) return "documented";
  const fitting = (areas.get(area) ?? []).filter((known) => fits(known, rest));
  if (fitting.some(({ methods }) => methods.includes(method))) return "documented";
  return fitting.length > 0 ? "other method" : "unknown";
}

const fits = ({ parts }: DocumentedPath, asked: readonly string[]): boolean =>
  parts.length === asked.length && parts.every((part, at) => part === asked[at] || (part === "*" && asked[at] !== ""));

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** `GP/forms/surveys`; the area itself is `GP/`. */
function documentedPath(word: string): DocumentedPath {
  const [methods = "", ...parts] = word.split("/");
  return { methods: [...methods].flatMap((letter) => letters[letter] ?? []), parts: parts.filter(Boolean) };
}
