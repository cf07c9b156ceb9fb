(
  lower(queue_id) = ANY ($wanted_queue)
  OR queue_id IN (SELECT queue.queue_id FROM queue WHERE lower(queue.name) = ANY ($wanted_queue))
)
