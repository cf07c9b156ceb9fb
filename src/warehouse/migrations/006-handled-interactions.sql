-- An interaction was counted once for each agent who had a part in it; it is one interaction. The days are read again.
DELETE FROM handled;
DELETE FROM sync_window WHERE source = 'handled';
