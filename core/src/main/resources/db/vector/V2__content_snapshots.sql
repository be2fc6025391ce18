-- What is known of the content behind each title: its newest snapshot, with the numbers that models
-- read. These columns change with every snapshot and the embedding only with the title, so none of
-- them is in an index: then an update can stay on its page and leaves the HNSW index alone. The
-- embedding lies outside the row, so that such an update does not copy it either.
ALTER TABLE title_embeddings
    ADD COLUMN IF NOT EXISTS channel TEXT,
    ADD COLUMN IF NOT EXISTS category_id INTEGER,
    ADD COLUMN IF NOT EXISTS publish_time TIMESTAMP WITH TIME ZONE,
    ADD COLUMN IF NOT EXISTS event_id TEXT NOT NULL DEFAULT '',
    ADD COLUMN IF NOT EXISTS event_time TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT 'epoch',
    ADD COLUMN IF NOT EXISTS numbers JSONB NOT NULL DEFAULT '{}'::jsonb;

ALTER TABLE title_embeddings SET (fillfactor = 70, toast_tuple_target = 1500);
ALTER TABLE title_embeddings ALTER COLUMN embedding SET STORAGE EXTERNAL;
ALTER TABLE title_embeddings ALTER COLUMN numbers SET STORAGE MAIN;
