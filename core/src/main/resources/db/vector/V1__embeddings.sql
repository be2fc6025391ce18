-- Embeddings with vector search. A database that lived without the extension has these tables with
-- real[] columns; they are converted here, rows and all.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE IF NOT EXISTS content_embeddings (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    content_id VARCHAR(255) NOT NULL,
    content_type VARCHAR(50) NOT NULL,
    embedding vector(1536), -- OpenAI ada-002 dimension
    model_version VARCHAR(50),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
    metadata JSONB DEFAULT '{}'::jsonb,
    UNIQUE(content_id, content_type, model_version)
);

CREATE TABLE IF NOT EXISTS title_embeddings (
    entity_id VARCHAR(255) NOT NULL,
    model_version VARCHAR(100) NOT NULL,
    title TEXT NOT NULL,
    embedding vector(384) NOT NULL,
    computed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (entity_id, model_version)
);

ALTER TABLE content_embeddings DROP CONSTRAINT IF EXISTS content_embeddings_width;
ALTER TABLE title_embeddings DROP CONSTRAINT IF EXISTS title_embeddings_width;

DO $$
BEGIN
    IF (SELECT data_type FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = 'content_embeddings'
          AND column_name = 'embedding') = 'ARRAY' THEN
        ALTER TABLE content_embeddings
            ALTER COLUMN embedding TYPE vector(1536) USING embedding::vector(1536);
    END IF;
    IF (SELECT data_type FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = 'title_embeddings'
          AND column_name = 'embedding') = 'ARRAY' THEN
        ALTER TABLE title_embeddings
            ALTER COLUMN embedding TYPE vector(384) USING embedding::vector(384);
    END IF;
END
$$;

CREATE INDEX idx_content_embedding ON content_embeddings
USING ivfflat (embedding vector_cosine_ops)
WITH (lists = 100);

CREATE INDEX idx_title_embedding ON title_embeddings
USING hnsw (embedding vector_cosine_ops);
