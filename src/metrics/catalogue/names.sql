-- Names of things, as Genesys last returned them.
SELECT 'agent' AS kind, agent_id AS id, max(name) AS name FROM agent GROUP BY agent_id
UNION ALL
SELECT 'queue', queue_id, max(name) FROM queue GROUP BY queue_id
UNION ALL
SELECT 'division', division_id, max(name) FROM division GROUP BY division_id
UNION ALL
SELECT 'wrap-up', wrap_up_code_id, max(name) FROM wrap_up_code GROUP BY wrap_up_code_id
UNION ALL
SELECT 'form', id, max(name)
FROM (
  SELECT
    coalesce(form_context_id, form_id) AS id,
    name,
    row_number() OVER (PARTITION BY coalesce(form_context_id, form_id) ORDER BY modified_at DESC NULLS LAST, form_id) AS age
  FROM form
) AS version
WHERE age = 1
GROUP BY id
UNION ALL
SELECT 'question', id, max(text)
FROM (
  SELECT
    coalesce(question.question_context_id, question.question_id) AS id,
    question.text,
    row_number() OVER (
      PARTITION BY coalesce(question.question_context_id, question.question_id)
      ORDER BY form.modified_at DESC NULLS LAST, form.form_id
    ) AS age
  FROM question
  JOIN form ON form.organization_id = question.organization_id AND form.form_id = question.form_id
) AS version
WHERE age = 1
GROUP BY id
