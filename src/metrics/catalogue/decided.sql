-- The settings in force for each version of each question: what it measures, whether it is its form's lead, what its
-- scale means.
SELECT
  coalesce(form.form_context_id, question.form_id) AS form_id,
  coalesce(question.question_context_id, question.question_id) AS question_id,
  question.role,
  question.lead,
  question.scale_min,
  question.scale_max,
  question.scale_points AS points,
  question.best,
  question.satisfied_from
FROM question
LEFT JOIN form ON form.organization_id = question.organization_id AND form.form_id = question.form_id
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
