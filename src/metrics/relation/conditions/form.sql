(
  lower(form_id) = ANY ($wanted_form)
  OR lower(form_context_id) = ANY ($wanted_form)
  OR lower(form_name) = ANY ($wanted_form)
)
