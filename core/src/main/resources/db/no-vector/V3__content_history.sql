-- As in db/vector, for a server without the extension.
ALTER TABLE title_embeddings ADD COLUMN IF NOT EXISTS recent BYTEA;
ALTER TABLE title_embeddings ALTER COLUMN recent SET STORAGE MAIN;
ALTER TABLE title_embeddings SET (fillfactor = 50);
