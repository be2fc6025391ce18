-- The tables of db/vector for a server without the extension: ranking is then done outside SQL.
CREATE TABLE IF NOT EXISTS content_embeddings (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    content_id VARCHAR(255) NOT NULL,
    content_type VARCHAR(50) NOT NULL,
    embedding REAL[] CONSTRAINT content_embeddings_width CHECK (cardinality(embedding) = 1536),
    model_version VARCHAR(50),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
    metadata JSONB DEFAULT '{}'::jsonb,
    UNIQUE(content_id, content_type, model_version)
);

CREATE TABLE IF NOT EXISTS title_embeddings (
    entity_id VARCHAR(255) NOT NULL,
    model_version VARCHAR(100) NOT NULL,
    title TEXT NOT NULL,
    embedding REAL[] NOT NULL CONSTRAINT title_embeddings_width CHECK (cardinality(embedding) = 384),
    computed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (entity_id, model_version)
);
