-- Runs of pipelines. The worker is who has it, and heard_at when it was heard of last.
CREATE TABLE pipeline_runs (
    id UUID PRIMARY KEY,
    pipeline VARCHAR(100) NOT NULL,
    input JSONB NOT NULL,
    channel VARCHAR(100),
    created_by VARCHAR(100) NOT NULL,
    idempotency_key VARCHAR(200),
    state VARCHAR(10) NOT NULL
        CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    cancel_requested BOOLEAN NOT NULL DEFAULT false,
    resumed INTEGER NOT NULL DEFAULT 0,
    worker VARCHAR(200),
    heard_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    error TEXT NOT NULL DEFAULT '',
    UNIQUE (created_by, idempotency_key)
);

CREATE INDEX idx_pipeline_runs_created ON pipeline_runs(created_at DESC, id DESC);
CREATE INDEX idx_pipeline_runs_open ON pipeline_runs(created_at)
    WHERE state IN ('queued', 'running');

-- The stages of each run, in the pipeline's order, and what they gave.
CREATE TABLE pipeline_stages (
    run_id UUID NOT NULL REFERENCES pipeline_runs(id),
    place INTEGER NOT NULL,
    name VARCHAR(100) NOT NULL,
    state VARCHAR(10) NOT NULL
        CHECK (state IN ('waiting', 'running', 'completed', 'skipped', 'failed')),
    attempts INTEGER NOT NULL,
    fallback VARCHAR(100),
    output JSONB NOT NULL,
    score DOUBLE PRECISION,
    cost NUMERIC(14, 6) NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    error TEXT NOT NULL,
    PRIMARY KEY (run_id, place),
    UNIQUE (run_id, name)
);

-- What happened in each run. Rows are only ever added.
CREATE TABLE pipeline_events (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id UUID NOT NULL REFERENCES pipeline_runs(id),
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    stage VARCHAR(100) NOT NULL,
    what TEXT NOT NULL
);

CREATE INDEX idx_pipeline_events_run ON pipeline_events(run_id, number);
