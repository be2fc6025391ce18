-- The numbers of the newest snapshots of each piece of content, its newest one's included, as bytes: what
-- models of sequences read. Null until the first snapshot after this migration. They lie outside the
-- row and as they are: they are read for few rows at a time, and floats hardly get smaller.
ALTER TABLE title_embeddings ADD COLUMN IF NOT EXISTS recent BYTEA;
ALTER TABLE title_embeddings ALTER COLUMN recent SET STORAGE EXTERNAL;
