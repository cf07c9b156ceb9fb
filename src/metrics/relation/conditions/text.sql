-- PostgreSQL calls nfc_normalize(…) normalize(…, NFC).
-- In what the customer, or an evaluator, wrote: anywhere in it, since some languages do not space their words.
(
  position(lower(nfc_normalize($wanted_text)) IN lower(nfc_normalize(comment))) > 0
  OR response_id IN (
    SELECT written.response_id
    FROM answer AS written
    WHERE {range of written}
      AND (
        position(lower(nfc_normalize($wanted_text)) IN lower(nfc_normalize(written.comment))) > 0
        OR (
          (written.type = 'freeTextQuestion' OR (written.type IS NULL AND written.role = 'comment'))
          AND position(lower(nfc_normalize($wanted_text)) IN lower(nfc_normalize(written.answer))) > 0
        )
      )
  )
)
