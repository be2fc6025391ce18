-- The numbers of the newest snapshots of each piece of content, its newest one's included, as bytes: what
-- models of sequences read. Null until the first snapshot after this migration. They lie in the row,
-- because every snapshot writes them anew: beside it, a write takes twice as long and leaves three
-- times as much behind. A wider row needs more room on its page for the one that follows it.
ALTER TABLE title_embeddings ADD COLUMN IF NOT EXISTS recent BYTEA;
ALTER TABLE title_embeddings ALTER COLUMN recent SET STORAGE MAIN;
ALTER TABLE title_embeddings SET (fillfactor = 50);
