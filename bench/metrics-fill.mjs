// Fills a warehouse with synthetic responses by SQL, as a sync leaves them: a year, newest first, one in ten an evaluation.

const batch = 100_000;

/** Numbers that look random and are the same every time. */
const dice = (salt, sides) => `(hash(i * 31 + ${salt}) % ${sides})`;
const uuid = (prefix, number) =>
  `concat('${prefix}', lpad(CAST(${number} AS VARCHAR), 11, '0'), '-0000-4000-8000-000000000000')`;

/** In no order, as ids of Genesys are: in order, DuckDB would find the answers of a month in one place of their table. */
const random = (prefix, number) => `CAST(CAST(md5(concat('${prefix}', ${number})) AS UUID) AS VARCHAR)`;

const numbers = "FROM range($first, $last) AS counted (i)";
const submitted = "TIMESTAMP '2026-11-01' - to_milliseconds(CAST(i * 365.0 * 86400000 / $total AS BIGINT))";
/** The times that answers and credits have of their response. */
const times = `${submitted} AS submit_date, ${submitted} - INTERVAL 2 HOUR AS interaction_start`;
const status = `CASE WHEN ${dice(1, 10)} < 6 THEN 'Finished' WHEN ${dice(1, 10)} = 6 THEN 'Sent' WHEN ${dice(19, 10)} = 0 THEN 'Error' ELSE 'Expired' END`;
const csat = dice(2, 5);
const nps = dice(3, 11);
const agent = uuid("a", dice(4, 400));
/** An agent works on three queues. */
const queue = uuid("q", `(${dice(4, 400)} // 10 + ${dice(5, 3)}) % 40`);
/** An evaluation is of the interaction of the survey before it. */
const own = `i - CASE WHEN ${dice(6, 10)} = 0 THEN 1 ELSE 0 END`;

const tables = {
  response: `SELECT 'org' AS organization_id, ${random("r", "i")} AS response_id,
    CASE WHEN ${dice(6, 10)} = 0 THEN 'evaluation' ELSE 'survey' END AS source, ${random("i", own)} AS interaction_id,
    CASE WHEN ${dice(7, 5)} = 0 THEN 'Voice' ELSE 'Web' END AS survey_type, ${status} AS status,
    ${uuid("f", dice(8, 6))} AS form_id, ${uuid("c", dice(8, 6))} AS form_context_id, 'Post-call CSAT' AS form_name,
    ${times}, ${agent} AS agent_id, 'Agent' AS agent_name, ${queue} AS queue_id, 'Queue' AS queue_name,
    concat('Team ', ${dice(4, 20)}) AS team_name, ${csat} / 4.0 AS csat_score, ${csat} >= 3 AS satisfied,
    ${csat} / 4.0 AS csat_index, ${nps} AS nps_score, ${nps} * 10.0 AS total_score,
    CASE WHEN ${dice(9, 3)} = 0 THEN 'The agent was friendly and knew what to do.' END AS comment, false AS partial,
    '{}' AS csat_scores, '[]' AS answers, CASE WHEN ${dice(10, 4)} = 0 THEN 'chat' ELSE 'voice' END AS media_type,
    'inbound' AS direction, ${submitted} - INTERVAL 1 HOUR AS interaction_end,
    3600.0 AS duration_seconds, ${dice(11, 300)} AS wait_seconds, ${dice(12, 900)} AS total_talk_seconds,
    ${dice(13, 60)} AS total_hold_seconds, ${dice(14, 3)} AS transfers, true AS linked, true AS settled, false AS deleted,
    false AS retracted, false AS calibration, false AS redacted, true AS listed, i + 1 AS change_id, ${submitted} AS changed_at,
    i + 1 AS answers_change_id, i + 1 AS legs_change_id, ${submitted} AS legs_changed_at ${numbers}`,
  answer: `SELECT 'org' AS organization_id, ${random("r", "i")} AS response_id, 0 AS position, 'q' AS question_id,
    concat('lead ', ${dice(8, 6)}) AS question_context_id, 'How satisfied are you?' AS question, 'multipleChoiceQuestion' AS type,
    'csat' AS role, true AS lead, CAST(${csat} + 1 AS VARCHAR) AS answer, ${csat} + 1.0 AS value, 1.0 AS scale_min, 5.0 AS scale_max,
    ${csat} / 4.0 AS satisfaction, ${csat} >= 3 AS satisfied, false AS not_applicable, 5 AS points, ${csat} >= 3 AS favourable,
    ${csat} < 2 AS unfavourable, true AS headline, i + 1 AS change_id, ${submitted} AS changed_at, ${times} ${numbers}
    UNION ALL
    SELECT 'org', ${random("r", "i")}, 1, 'n', concat('nps ', ${dice(8, 6)}), 'Would you recommend us?', 'npsQuestion',
    'nps', false, CAST(${nps} AS VARCHAR), ${nps} + 0.0, 0.0, 10.0, NULL, NULL, false, 11, ${nps} >= 9, ${nps} <= 6, true, i + 1, ${submitted}, ${times} ${numbers}
    UNION ALL
    SELECT 'org', ${random("r", "i")}, 2, 't', concat('text ', ${dice(8, 6)}), 'Anything else?', 'freeTextQuestion',
    'comment', false, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, NULL, false, i + 1, ${submitted}, ${times} ${numbers}`,
  attribution: `SELECT 'org' AS organization_id, ${random("r", "i")} AS response_id, ${agent} AS agent_id, ${queue} AS queue_id,
    1.0 AS weight_genesys, 1.0 AS weight_last, 0.0 AS weight_first, 1.0 AS weight_longest, 0.7 AS weight_all, ${times} ${numbers}
    UNION ALL
    SELECT 'org', ${random("r", "i")}, ${uuid("a", dice(15, 400))}, ${uuid("q", dice(16, 40))}, 0.0, 0.0, 1.0, 0.0, 0.3, ${times} ${numbers}`,
  interaction_division: `SELECT 'org' AS organization_id, ${random("i", "i")} AS interaction_id, ${uuid("d", dice(17, 5))} AS division_id ${numbers}`,
  interaction_wrap_up: `SELECT 'org' AS organization_id, ${random("i", "i")} AS interaction_id, ${uuid("w", dice(18, 30))} AS wrap_up_code_id ${numbers}`,
};

const names = {
  agent: [400, "a"],
  queue: [40, "q"],
  division: [5, "d"],
  wrap_up_code: [30, "w"],
};

/** Puts `total` responses into an empty warehouse. */
export async function fill(warehouse, total) {
  for (let first = 0; first < total; first += batch) {
    const parameters = { first, last: Math.min(first + batch, total), total };
    await warehouse.transaction(async (tx) => {
      for (const [table, rows] of Object.entries(tables)) {
        await tx.run(`INSERT INTO ${table} BY NAME ${rows}`, usedIn(rows, parameters));
      }
    });
  }
  await warehouse.transaction((tx) =>
    tx.run(
      `INSERT INTO handled BY NAME SELECT 'org' AS organization_id, TIMESTAMP '2025-11-01' + to_days(CAST(i // 40 AS INTEGER)) AS day,
       'queue' AS dimension, ${uuid("q", "i % 40")} AS id, 200 AS interactions ${numbers}`,
      { first: 0, last: 365 * 40 },
    ),
  );
  for (const [table, [count, prefix]] of Object.entries(names)) {
    const rows = `SELECT 'org' AS organization_id, ${uuid(prefix, "i")} AS ${table}_id, concat('${table} ', i) AS name ${numbers}`;
    await warehouse.transaction((tx) => tx.run(`INSERT INTO ${table} BY NAME ${rows}`, { first: 0, last: count }));
  }
}

const usedIn = (sql, parameters) =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => sql.includes(`$${name}`)));

/** Notes that all of the year was read, so that reports compare and judge as they do of a warehouse that is synced. */
export async function noteAllRead(warehouse) {
  const year = { from_time: "2025-11-01T00:00:00.000Z", to_time: "2026-11-01T00:00:00.000Z" };
  const organization_id = "org";
  await warehouse.transaction(async (tx) => {
    await tx.put("organization", [{ organization_id, name: "Synthetic", added_at: year.from_time }]);
    await tx.put("fact", [{ name: "since org", value: year.from_time }]);
    for (const source of ["surveys", "evaluations", "evaluation changes", "handled"])
      await tx.put("sync_window", [{ organization_id, source, ...year }]);
  });
}

/** Adds responses after those that are there, in one transaction. */
export const addResponses = (warehouse, first, count, total) =>
  warehouse.transaction(async (tx) => {
    for (const table of ["response", "answer", "attribution"]) {
      const rows = tables[table];
      await tx.run(`INSERT INTO ${table} BY NAME ${rows}`, usedIn(rows, { first, last: first + count, total }));
    }
  });
